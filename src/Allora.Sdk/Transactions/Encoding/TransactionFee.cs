using Allora.Sdk.Values;

namespace Allora.Sdk.Transactions;

/// <summary>What a transaction offers and may use.</summary>
public sealed record TransactionFee
{
    /// <summary>The coins offered, in the order in which they are signed. The whole of them is taken.</summary>
    public required IReadOnlyList<Coin> Amount { get; init; }

    /// <summary>The gas that the transaction may use.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>Who pays, where it is not the signer; empty otherwise.</summary>
    public string Payer { get; init; } = "";

    /// <summary>Whose fee grant is used; empty for none.</summary>
    public string Granter { get; init; } = "";
}
