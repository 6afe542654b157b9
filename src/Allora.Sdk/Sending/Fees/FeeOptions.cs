using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk;

/// <summary>What may be paid for a transaction. Integers and exact decimals only.</summary>
public sealed class FeeOptions
{
    /// <summary>How much above the chain's price is offered. Default <see cref="FeeTier.Standard"/>.</summary>
    public FeeTier Tier { get; set; } = FeeTier.Standard;

    /// <summary>The least gas price (uallo for a unit of gas) ever offered. Default null: the network's own floor.</summary>
    public GasPrice? Floor { get; set; }

    /// <summary>The highest gas price (uallo for a unit of gas) ever offered. Default null: no cap on the price.</summary>
    public GasPrice? Cap { get; set; }

    /// <summary>The highest fee (uallo) ever offered for one transaction. Default null: no cap on the fee.</summary>
    public UAllo? MaximumFee { get; set; }

    /// <summary>What the gas limit exceeds the simulated gas by, in percent. Default 10.</summary>
    public int GasMarginPercent { get; set; } = 10;

    /// <summary>The highest gas limit (gas) ever asked for. Default 2 000 000.</summary>
    public ulong MaximumGas { get; set; } = 2_000_000;

    /// <summary>
    /// The most (uallo) that the wallet's transactions may cost in fees on one UTC day, those on their way included. When it is reached, nothing
    /// is sent until the next day (<see cref="AlloraErrorReason.BudgetSpent"/>, <see cref="WorkerState.WaitingForBudget"/>). What was spent
    /// is kept in the journal. Default null: no budget.
    /// </summary>
    public UAllo? DailyBudget { get; set; }

    /// <summary>
    /// The address whose fee grant pays in the wallet's place. Without a grant that covers the fee, nothing is sent
    /// (<see cref="AlloraErrorReason.NoFeeGrant"/>). Default null: the wallet pays.
    /// </summary>
    public string? FeeGranter { get; set; }

    /// <summary>
    /// How many failures in blocks, each of which burns its fee, a nonce may cost before it is given up. Default 2; with 0 the first one ends it.
    /// </summary>
    public int MaximumBurnedFees { get; set; } = 2;

    internal void Validate()
    {
        if (DailyBudget == UAllo.Zero)
            throw new ArgumentException($"{nameof(DailyBudget)} is 0: nothing could ever be sent. Leave it out, or use a dry run.");
        if (FeeGranter is { } granter && !Bech32.TryDecode(granter, out _, out _))
            throw new ArgumentException($"{nameof(FeeGranter)} '{granter}' is not an address.");
        if (MaximumBurnedFees < 0)
            throw new ArgumentException($"{nameof(MaximumBurnedFees)} is {MaximumBurnedFees}: it must not be negative.");
        if (GasMarginPercent is < 0 or > 200)
            throw new ArgumentException($"{nameof(GasMarginPercent)} is {GasMarginPercent}: choose between 0 and 200.");
        if (MaximumGas < 100_000)
            throw new ArgumentException($"{nameof(MaximumGas)} is {MaximumGas}: a worker payload needs more than 100000.");
        if (Floor is { } floor && Cap is { } cap && floor > cap)
            throw new ArgumentException($"The gas price floor {floor} is above the cap {cap}.");
    }
}
