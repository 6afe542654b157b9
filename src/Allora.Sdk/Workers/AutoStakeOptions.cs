using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Workers;

/// <summary>The target for staking rewards, and the amount that stays in the wallet.</summary>
public class AutoStakeOptions
{
    /// <summary>The reputer of the topic to stake upon: the wallet's own address adds to its own stake. Name this or <see cref="Validator"/>.</summary>
    public string? Reputer { get; set; }

    /// <summary>The validator to delegate to, allovaloper1.... Name this or <see cref="Reputer"/>.</summary>
    public string? Validator { get; set; }

    /// <summary>The amount that stays in the wallet for fees, whatever its rewards. Default: 0.1 ALLO.</summary>
    public UAllo FeeReserve { get; set; } = UAllo.FromAllo("0.1");

    /// <summary>Smaller amounts are left in the wallet for good: each settlement is checked once. Default: 0.001 ALLO.</summary>
    public UAllo MinimumAmount { get; set; } = UAllo.FromAllo("0.001");

    /// <summary>How many blocks that were missed, while stopped or disconnected, are searched for settlements. Default: 2 000.</summary>
    public int CatchUpBlocks { get; set; } = 2_000;

    internal AutoStakeOptions Copy() => (AutoStakeOptions)MemberwiseClone();

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal virtual void Validate(string addressPrefix)
    {
        Require(Reputer is null != Validator is null, $"Name either {nameof(Reputer)} or {nameof(Validator)}.");
        Require(Reputer is null || AlloraAddress.IsValid(Reputer, addressPrefix), $"{nameof(Reputer)} '{SafeText.Value(Reputer ?? "")}' is not an address of this network.");
        Require(
            Validator is null || AlloraAddress.IsValid(Validator, addressPrefix + "valoper"),
            $"{nameof(Validator)} '{SafeText.Value(Validator ?? "")}' is not an operator address: one starts with {addressPrefix}valoper1.");
        Require(CatchUpBlocks >= 0, $"{nameof(CatchUpBlocks)} must not be negative.");
    }

    private protected static void Require(bool ok, string message)
    {
        if (!ok)
            throw new ArgumentException(message);
    }
}
