using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.State;

/// <summary>
/// What the one validator and its delegators have earned (uallo). Rewards per token are summed by periods, each of which ends when a
/// delegation changes or is paid: the share of a delegation is its stake times what was added since it began.
/// </summary>
internal sealed record DistributionState
{
    public LegacyDec CommunityPool { get; init; }

    /// <summary>All that the validator has earned and that was not paid out.</summary>
    public LegacyDec Outstanding { get; init; }

    /// <summary>The part of it that is the validator's commission.</summary>
    public LegacyDec Commission { get; init; }

    /// <summary>The delegators' rewards of the current period.</summary>
    public LegacyDec Current { get; init; }

    /// <summary>The rewards for one uallo of all periods before.</summary>
    public LegacyDec PerToken { get; init; }

    /// <summary>What <see cref="PerToken"/> was when a delegation began or was paid.</summary>
    public ImmutableDictionary<string, LegacyDec> Starts { get; init; } = ImmutableDictionary.Create<string, LegacyDec>(StringComparer.Ordinal);

    /// <summary>Where the rewards of a delegator go, if not to itself.</summary>
    public ImmutableDictionary<string, string> Receivers { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public string ReceiverOf(string delegator) => Receivers.GetValueOrDefault(delegator, delegator);

    /// <summary>Adds rewards of the validator, of which it keeps its commission.</summary>
    public DistributionState Reward(LegacyDec amount, LegacyDec commission)
    {
        var kept = amount * commission;
        return this with { Outstanding = Outstanding + amount, Commission = Commission + kept, Current = Current + (amount - kept) };
    }

    /// <summary>Ends the period: nothing is left without a stake to pay it to.</summary>
    public DistributionState EndPeriod(BigInteger tokens) => tokens.IsZero
        ? this with { CommunityPool = CommunityPool + Current, Outstanding = Outstanding - Current, Current = LegacyDec.Zero }
        : this with { PerToken = PerToken + new LegacyDec(Current.Scaled / tokens), Current = LegacyDec.Zero };

    /// <summary>What a delegation has earned in the periods that have ended.</summary>
    public LegacyDec Earned(string delegator, BigInteger stake) => new((PerToken - Starts.GetValueOrDefault(delegator)).Scaled * stake);
}
