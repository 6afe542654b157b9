using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Topics;

/// <summary>What is left of a topic's fee revenue after an epoch.</summary>
/// <param name="Revenue">The new revenue in uallo.</param>
/// <param name="Amount">The amount that dripped, in uallo, as the chain reports it.</param>
public readonly record struct FeeDrip(BigInteger Revenue, BigInteger Amount);

/// <summary>The weights of topics, which divide the block's emission among them, and their fee revenue. (Specification 6.2 and 6.3.)</summary>
public static class TopicWeights
{
    private static readonly Dec WeeksPerMonth = Dec.Parse("4.345");

    /// <summary>
    /// w = EMA(alpha_E, S^mu C^nu, previous), alpha_E = 1 - (1 - topic_reward_alpha)^(E / blocks of a week); 0 without revenue.
    /// </summary>
    /// <param name="stake">S, the topic's stake in uallo, delegations included.</param>
    /// <param name="revenue">C, the topic's fee revenue in uallo.</param>
    /// <param name="epochLength">E in blocks.</param>
    /// <param name="previous">The stored weight; null without one.</param>
    /// <param name="parameters">The module's parameters.</param>
    public static Dec Compute(BigInteger stake, BigInteger revenue, long epochLength, Dec? previous, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (revenue.IsZero)
            return Dec.Zero;
        var target = DecMath.Pow(stake, parameters.TopicRewardStakeImportance) * DecMath.Pow(revenue, parameters.TopicRewardFeeRevenueImportance);
        if (previous is not { } old)
            return target;
        var alpha = Dec.One - DecMath.Pow(Dec.One - parameters.TopicRewardAlpha, epochLength / BlocksPerWeek(parameters));
        return DecStatistics.MovingAverage(alpha, target, old);
    }

    /// <summary>The revenue after an epoch: C - C / (epochs of a week), cut and at least 0.</summary>
    /// <param name="revenue">C in uallo.</param>
    /// <param name="epochLength">E in blocks.</param>
    /// <param name="parameters">The module's parameters.</param>
    public static FeeDrip Drip(BigInteger revenue, long epochLength, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var amount = (Dec)revenue / (BlocksPerWeek(parameters) / epochLength);
        return new FeeDrip(BigInteger.Max((revenue - amount).Truncate(), BigInteger.Zero), amount.Truncate());
    }

    /// <summary>A topic's reward for an epoch: weight / sum of weights * block emission * E; 0 if the sum is 0.</summary>
    /// <param name="weight">The topic's weight.</param>
    /// <param name="sumOfWeights">The sum over all active topics.</param>
    /// <param name="blockEmission">The emission of a block for Allora, in uallo.</param>
    /// <param name="epochLength">E in blocks.</param>
    public static Dec Reward(Dec weight, Dec sumOfWeights, BigInteger blockEmission, long epochLength) =>
        weight / sumOfWeights * blockEmission * epochLength;

    /// <summary>
    /// The rewards of the topics whose epochs end in a block, cut down to the treasury if it holds less: one topic gets all of it, several get
    /// balance * (w E) / sum of (w E).
    /// </summary>
    /// <param name="topics">Weight and epoch length of each topic.</param>
    /// <param name="sumOfWeights">The sum over all active topics.</param>
    /// <param name="blockEmission">The emission of a block for Allora, in uallo.</param>
    /// <param name="balance">What the treasury holds, in uallo.</param>
    public static Dec[] Rewards(IReadOnlyList<(Dec Weight, long EpochLength)> topics, Dec sumOfWeights, BigInteger blockEmission, BigInteger balance)
    {
        ArgumentNullException.ThrowIfNull(topics);
        Dec[] rewards = [.. topics.Select(topic => Reward(topic.Weight, sumOfWeights, blockEmission, topic.EpochLength))];
        if (rewards.Sum() <= balance)
            return rewards;
        if (rewards.Length == 1)
            return [balance];
        var total = topics.Select(static topic => topic.Weight * topic.EpochLength).Sum();
        return [.. topics.Select(topic => balance * (topic.Weight * topic.EpochLength) / total)];
    }

    private static Dec BlocksPerWeek(EmissionsParameters parameters) => (Dec)(BigInteger)parameters.BlocksPerMonth / WeeksPerMonth;
}
