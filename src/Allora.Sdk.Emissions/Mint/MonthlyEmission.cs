using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Mint;

/// <summary>
/// A month's emission of tokens: recalculated in the first block of each month, and shown by EmissionInfo as it would be if it were
/// recalculated now. (Specification 6.1.)
/// </summary>
public sealed record MonthlyEmission
{
    /// <summary>Months that count for what is unlocked.</summary>
    public required long Months { get; init; }

    /// <summary>What is locked.</summary>
    public required LockedTokens Locked { get; init; }

    /// <summary>T: the ecosystem's balance and what it may still mint, in uallo.</summary>
    public required BigInteger EcosystemLocked { get; init; }

    /// <summary>What the ecosystem may still mint, in uallo.</summary>
    public required BigInteger MintRemaining { get; init; }

    /// <summary>Tokens in circulation, in uallo: the largest supply less what is locked and T.</summary>
    public required BigInteger Circulating { get; init; }

    /// <summary>e_max: the largest emission for each staked token in a month.</summary>
    public required LegacyDec MaximumRate { get; init; }

    /// <summary>min(e_target, e_max).</summary>
    public required LegacyDec TargetRate { get; init; }

    /// <summary>e_i: the emission for each staked token in a month, smoothed.</summary>
    public required LegacyDec Rate { get; init; }

    /// <summary>The month's emission in uallo.</summary>
    public required BigInteger PerMonth { get; init; }

    /// <summary>A block's emission in uallo: validators' part and Allora's.</summary>
    public required BigInteger PerBlock { get; init; }

    /// <summary>If a block is the first of a month, in which the emission is recalculated.</summary>
    /// <param name="blocks">Blocks since the emission started, from 1.</param>
    /// <param name="blocksPerMonth">Blocks of a month.</param>
    public static bool IsTurnOfMonth(long blocks, long blocksPerMonth) => blocks % blocksPerMonth == 1;

    /// <summary>f_R, reputers' part of a month's rewards: the quotient, 0 if nothing was paid.</summary>
    /// <param name="reputers">Reputers' rewards of the month in uallo.</param>
    /// <param name="topics">All topics' rewards of the month in uallo.</param>
    public static Dec ReputerShare(BigInteger reputers, BigInteger topics) => topics.IsZero ? Dec.Zero : (Dec)reputers / topics;

    /// <summary>Validators' part of a block's emission, cut; the rest is Allora's.</summary>
    /// <param name="blockEmission">The block's emission in uallo.</param>
    /// <param name="validatorShare">validators_vs_allora_percent_reward.</param>
    public static BigInteger ValidatorCut(BigInteger blockEmission, Dec validatorShare) => (LegacyDec.From(validatorShare) * blockEmission).Truncate();

    /// <summary>Computes a month's emission.</summary>
    /// <param name="inputs">Balances, stake and what the months before left.</param>
    /// <exception cref="EmissionsException">Nothing is staked.</exception>
    public static MonthlyEmission Compute(EmissionInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var parameters = inputs.Parameters;
        var months = LockedTokens.Months(inputs.MonthsUnlocked, inputs.Blocks, inputs.BlocksPerMonth);
        var locked = LockedTokens.After(months, parameters);
        var remaining = (parameters.EcosystemTreasuryPercentOfTotalSupply * parameters.MaxSupply).Truncate() - inputs.EcosystemMinted;
        var ecosystem = inputs.EcosystemBalance + remaining;
        var circulating = parameters.MaxSupply - locked.Total - ecosystem;
        var validators = LegacyDec.From(inputs.ValidatorShare);
        var maximum = parameters.MaximumMonthlyPercentageYield.DivideTruncated(
            ((LegacyDec.One - validators) * LegacyDec.From(inputs.ReputerShare)) + validators);
        var target = LegacyDec.Min(
            parameters.FEmission.MultiplyTruncated((LegacyDec)ecosystem / inputs.StakedTokens * ((LegacyDec)circulating / parameters.MaxSupply)),
            maximum);
        var previous = inputs.Blocks < inputs.BlocksPerMonth ? target : inputs.PreviousRate;
        var degree = parameters.OneMonthSmoothingDegree;
        var rate = (degree * target) + ((LegacyDec.One - degree) * previous);
        var perMonth = (rate * inputs.StakedTokens).Truncate();
        return new MonthlyEmission
        {
            Months = months,
            Locked = locked,
            EcosystemLocked = ecosystem,
            MintRemaining = remaining,
            Circulating = circulating,
            MaximumRate = maximum,
            TargetRate = target,
            Rate = rate,
            PerMonth = perMonth,
            PerBlock = perMonth / inputs.BlocksPerMonth,
        };
    }
}
