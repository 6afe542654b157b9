using Allora.Sdk.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Rewards;

/// <summary>What a <see cref="RewardStaker"/> does with a wallet's rewards.</summary>
public sealed class RewardStakingOptions
{
    /// <summary>The topic whose rewards are staked.</summary>
    public ulong TopicId { get; set; }

    /// <summary>The reputer of the topic to stake upon: the wallet's own address adds to its own stake. Name this or <see cref="Validator"/>.</summary>
    public string? Reputer { get; set; }

    /// <summary>The validator to delegate to, allovaloper1.... Name this or <see cref="Reputer"/>.</summary>
    public string? Validator { get; set; }

    /// <summary>What stays in the wallet for fees, whatever it is rewarded. Default: 0.1 ALLO.</summary>
    public UAllo FeeReserve { get; set; } = UAllo.FromAllo("0.1");

    /// <summary>Smaller amounts are left in the wallet, for ever: each settlement is looked at once. Default: 0.001 ALLO.</summary>
    public UAllo MinimumAmount { get; set; } = UAllo.FromAllo("0.001");

    /// <summary>How many blocks that were not seen, while stopped or disconnected, are looked through for settlements. Default: 2 000.</summary>
    public int CatchUpBlocks { get; set; } = 2_000;

    /// <summary>What may be paid for a transaction, and where the wallet's journal is: the same as for the wallet's workers.</summary>
    public TransactionOptions Transactions { get; set; } = new();

    internal void Validate(string addressPrefix)
    {
        Require(TopicId > 0, $"{nameof(TopicId)} is not set: name the topic whose rewards are staked.");
        Require(Reputer is null != Validator is null, $"Name either {nameof(Reputer)} or {nameof(Validator)}.");
        Require(Reputer is null || AlloraAddress.IsValid(Reputer, addressPrefix), $"{nameof(Reputer)} '{Reputer}' is no address of this network.");
        Require(
            Validator is null || AlloraAddress.IsValid(Validator, addressPrefix + "valoper"),
            $"{nameof(Validator)} '{Validator}' is no operator address: it starts with {addressPrefix}valoper1.");
        Require(CatchUpBlocks >= 0, $"{nameof(CatchUpBlocks)} must not be negative.");
        Transactions.Validate();
    }

    private static void Require(bool ok, string message)
    {
        if (!ok)
            throw new ArgumentException(message);
    }
}
