using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>The fee of a transaction and its gas limit. The chain keeps the whole fee, whether the gas is used or not.</summary>
public sealed record TransactionFee
{
    /// <summary>The coins paid, in the order that is signed. Default: none.</summary>
    public IReadOnlyList<Coin> Amount { get; init; } = [];

    /// <summary>The most gas that the transaction may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The address that pays, if it is not the signer. Default: empty.</summary>
    public string Payer { get; init; } = "";

    /// <summary>The address whose fee grant pays. Default: empty.</summary>
    public string Granter { get; init; } = "";

    /// <summary>The fee for a gas limit at a price, rounded up to a whole uallo.</summary>
    /// <param name="gasLimit">The limit (units of gas).</param>
    /// <param name="price">The price (uallo for a unit of gas).</param>
    /// <param name="denom">The coin that is paid. Default: uallo.</param>
    public static TransactionFee For(ulong gasLimit, GasPrice price, string denom = "uallo") =>
        new() { GasLimit = gasLimit, Amount = [price.FeeFor(gasLimit).ToCoin(denom)] };
}
