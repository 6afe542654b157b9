using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>The emissions module's parameters that the arithmetic reads, under the chain's names. Defaults are the chain's own; a network may differ.</summary>
public sealed record EmissionsParameters
{
    /// <summary>Below this weight a topic is inactive. Default 100.</summary>
    public Dec MinTopicWeight { get; init; } = 100;

    /// <summary>Stake that a reputer needs for its losses to count, in uallo, delegations included. Default 10 000.</summary>
    public Dec RequiredMinimumStake { get; init; } = 10_000;

    /// <summary>Exponent of the effective number of actors in an entropy. Default 0.25.</summary>
    public Dec BetaEntropy { get; init; } = Dec.Parse("0.25");

    /// <summary>Step of the gradient ascent on listening coefficients. Default 0.05.</summary>
    public Dec LearningRate { get; init; } = Dec.Parse("0.05");

    /// <summary>Most iterations of the gradient ascent. Default 10.</summary>
    public ulong GradientDescentMaxIters { get; init; } = 10;

    /// <summary>The ascent ends below this gradient. Default 0.001.</summary>
    public Dec MaxGradientThreshold { get; init; } = Dec.Parse("0.001");

    /// <summary>The least share of the stake that is listened to. Default 0.5.</summary>
    public Dec MinStakeFraction { get; init; } = Dec.Parse("0.5");

    /// <summary>Keeps reputer scores finite. Default 0.01.</summary>
    public Dec EpsilonReputer { get; init; } = Dec.Parse("0.01");

    /// <summary>The least divisor of a weighted mean. Default 0.0000001.</summary>
    public Dec EpsilonSafeDiv { get; init; } = Dec.Parse("0.0000001");

    /// <summary>Exponent of the stake in a topic's weight. Default 0.5.</summary>
    public Dec TopicRewardStakeImportance { get; init; } = Dec.Parse("0.5");

    /// <summary>Exponent of the fee revenue in a topic's weight. Default 0.5.</summary>
    public Dec TopicRewardFeeRevenueImportance { get; init; } = Dec.Parse("0.5");

    /// <summary>Share of the new weight in a topic's weight, for a week of blocks. Default 0.5.</summary>
    public Dec TopicRewardAlpha { get; init; } = Dec.Parse("0.5");

    /// <summary>Share of the new value in reward fractions and in the score ratio. Default 0.1.</summary>
    public Dec TaskRewardAlpha { get; init; } = Dec.Parse("0.1");

    /// <summary>Share of a block's emission that goes to validators. Default 0.25.</summary>
    public Dec ValidatorsVsAlloraPercentReward { get; init; } = Dec.Parse("0.25");

    /// <summary>Epochs of scores behind the scale of reward fractions. Default 10.</summary>
    public ulong MaxSamplesToScaleScores { get; init; } = 10;

    /// <summary>Size of the active set of inferers. Default 32.</summary>
    public ulong MaxTopInferersToReward { get; init; } = 32;

    /// <summary>Size of the active set of forecasters. Default 6.</summary>
    public ulong MaxTopForecastersToReward { get; init; } = 6;

    /// <summary>Size of the active set of reputers. Default 6.</summary>
    public ulong MaxTopReputersToReward { get; init; } = 6;

    /// <summary>Blocks of a month. Default 864 000.</summary>
    public ulong BlocksPerMonth { get; init; } = 864_000;

    /// <summary>Steepness of inferers' reward fractions. Default 3.</summary>
    public Dec PRewardInference { get; init; } = 3;

    /// <summary>Steepness of forecasters' reward fractions. Default 3.</summary>
    public Dec PRewardForecast { get; init; } = 3;

    /// <summary>Exponent of reputers' reward fractions. Default 1.</summary>
    public Dec PRewardReputer { get; init; } = 1;

    /// <summary>Offset of inferers' reward fractions. Default 0.75.</summary>
    public Dec CRewardInference { get; init; } = Dec.Parse("0.75");

    /// <summary>Offset of forecasters' reward fractions. Default 0.75.</summary>
    public Dec CRewardForecast { get; init; } = Dec.Parse("0.75");

    /// <summary>Most elements of a forecast that count. Default 12.</summary>
    public ulong MaxElementsPerForecast { get; init; } = 12;

    /// <summary>Most topics whose epoch may end in one block. Default 1.</summary>
    public ulong MaxActiveTopicsPerBlock { get; init; } = 1;

    /// <summary>The quantile of regrets that a topic's initial regret is. Default 0.25.</summary>
    public Dec InitialRegretQuantile { get; init; } = Dec.Parse("0.25");

    /// <summary>Part of the offset of the initial regret: 0.75 - this / p. Default 8.25.</summary>
    public Dec PNormSafeDiv { get; init; } = Dec.Parse("8.25");

    /// <summary>Experienced workers that make an initial regret from their regrets alone. Default 10.</summary>
    public ulong MinExperiencedWorkerRegrets { get; init; } = 10;

    /// <summary>An inference further from the median than this many deviations is an outlier. Default 11.</summary>
    public Dec InferenceOutlierDetectionThreshold { get; init; } = 11;

    /// <summary>Share of the new deviation in the stored one. Default 0.2.</summary>
    public Dec InferenceOutlierDetectionAlpha { get; init; } = Dec.Parse("0.2");

    /// <summary>Standard deviations below the least score at which newcomers start. Default 2.</summary>
    public Dec LambdaInitialScore { get; init; } = 2;

    /// <summary>Epochs of records that are kept. Default 3.</summary>
    public ulong MinEpochLengthRecordLimit { get; init; } = 3;

    /// <summary>Most reputer nonces that stay open. Default 100.</summary>
    public ulong MaxUnfulfilledReputerRequests { get; init; } = 100;

    /// <summary>Most labels of an epoch. Default 32 768.</summary>
    public ulong MaxEpochLabelRegistrySize { get; init; } = 32_768;
}
