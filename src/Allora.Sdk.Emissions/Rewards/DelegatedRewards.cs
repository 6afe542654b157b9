using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Rewards;

/// <summary>A reputer's reward, divided between it and its delegators.</summary>
/// <param name="Delegators">The delegators' part in whole uallo.</param>
/// <param name="Reputer">The reputer's own part, not yet cut.</param>
/// <param name="RewardPerShare">The reward for each delegated uallo so far, after this reward.</param>
public sealed record DelegatedReward(BigInteger Delegators, Dec Reputer, Dec RewardPerShare);

/// <summary>Rewards of delegated stake. (Specification 6.7.)</summary>
public static class DelegatedRewards
{
    /// <summary>The delegators' part X * (delegated / total stake), cut, and share += part / delegated; the reputer keeps the difference.</summary>
    /// <param name="reward">X, the reputer's reward in uallo.</param>
    /// <param name="delegated">Stake delegated to the reputer, in uallo.</param>
    /// <param name="total">Total stake on the reputer, in uallo.</param>
    /// <param name="rewardPerShare">The stored reward per share.</param>
    public static DelegatedReward Divide(Dec reward, BigInteger delegated, BigInteger total, Dec rewardPerShare)
    {
        var part = (reward * ((Dec)delegated / total)).Truncate();
        return part.Sign > 0
            ? new DelegatedReward(part, reward - part, rewardPerShare + ((Dec)part / delegated))
            : new DelegatedReward(BigInteger.Zero, reward, rewardPerShare);
    }

    /// <summary>What a delegator may claim: amount * share - debt.</summary>
    /// <param name="amount">The delegated stake, in uallo.</param>
    /// <param name="rewardPerShare">The stored reward per share.</param>
    /// <param name="debt">The delegator's reward debt.</param>
    public static Dec Pending(BigInteger amount, Dec rewardPerShare, Dec debt) => ((Dec)amount * rewardPerShare) - debt;

    /// <summary>The debt after a claim or a change of the delegated stake: amount * share.</summary>
    /// <param name="amount">The delegated stake from now on, in uallo.</param>
    /// <param name="rewardPerShare">The stored reward per share.</param>
    public static Dec Debt(BigInteger amount, Dec rewardPerShare) => (Dec)amount * rewardPerShare;
}
