using System.Runtime.CompilerServices;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>The parameters of the module and of a topic as the arithmetic takes them.</summary>
internal static class SettlementParameters
{
    private static readonly ConditionalWeakTable<Params, EmissionsParameters> Known = [];

    public static EmissionsVersion Version(Execution run) => run.State.Schema == DevNetSchema.V9 ? EmissionsVersion.V9 : EmissionsVersion.V10;

    /// <summary>The module's parameters, read once: a message that changes them makes a new object.</summary>
    public static EmissionsParameters Of(Params parameters) => Known.GetValue(parameters, Read);

    public static TopicParameters Of(TopicState topic, DevNetSchema schema)
    {
        var definition = topic.Definition;
        return new TopicParameters
        {
            EpochLength = definition.EpochLength,
            GroundTruthLag = definition.GroundTruthLag,
            WorkerSubmissionWindow = definition.WorkerSubmissionWindow,
            PNorm = Dec.Parse(definition.PNorm),
            CNorm = Dec.Parse(definition.CNorm),
            AlphaRegret = Dec.Parse(definition.AlphaRegret),
            Epsilon = Dec.Parse(definition.Epsilon),
            MeritSortitionAlpha = Dec.Parse(definition.MeritSortitionAlpha),
            ActiveInfererQuantile = Dec.Parse(definition.ActiveInfererQuantile),
            ActiveForecasterQuantile = Dec.Parse(definition.ActiveForecasterQuantile),
            ActiveReputerQuantile = Dec.Parse(definition.ActiveReputerQuantile),
            IsMulti = topic.IsMulti && schema != DevNetSchema.V9,
            RequireUnity = definition.RequireUnity,
            UnityTolerance = Dec.Parse(definition.UnityTolerance),
            LabelDefaultValue = Dec.Parse(definition.LabelDefaultValue),
        };
    }

    private static EmissionsParameters Read(Params parameters) => new()
    {
        MinTopicWeight = Dec.Parse(parameters.MinTopicWeight),
        RequiredMinimumStake = Dec.Parse(parameters.RequiredMinimumStake),
        BetaEntropy = Dec.Parse(parameters.BetaEntropy),
        LearningRate = Dec.Parse(parameters.LearningRate),
        GradientDescentMaxIters = parameters.GradientDescentMaxIters,
        MaxGradientThreshold = Dec.Parse(parameters.MaxGradientThreshold),
        MinStakeFraction = Dec.Parse(parameters.MinStakeFraction),
        EpsilonReputer = Dec.Parse(parameters.EpsilonReputer),
        EpsilonSafeDiv = Dec.Parse(parameters.EpsilonSafeDiv),
        TopicRewardStakeImportance = Dec.Parse(parameters.TopicRewardStakeImportance),
        TopicRewardFeeRevenueImportance = Dec.Parse(parameters.TopicRewardFeeRevenueImportance),
        TopicRewardAlpha = Dec.Parse(parameters.TopicRewardAlpha),
        TaskRewardAlpha = Dec.Parse(parameters.TaskRewardAlpha),
        ValidatorsVsAlloraPercentReward = Dec.Parse(parameters.ValidatorsVsAlloraPercentReward),
        MaxSamplesToScaleScores = parameters.MaxSamplesToScaleScores,
        MaxTopInferersToReward = parameters.MaxTopInferersToReward,
        MaxTopForecastersToReward = parameters.MaxTopForecastersToReward,
        MaxTopReputersToReward = parameters.MaxTopReputersToReward,
        BlocksPerMonth = parameters.BlocksPerMonth,
        PRewardInference = Dec.Parse(parameters.PRewardInference),
        PRewardForecast = Dec.Parse(parameters.PRewardForecast),
        PRewardReputer = Dec.Parse(parameters.PRewardReputer),
        CRewardInference = Dec.Parse(parameters.CRewardInference),
        CRewardForecast = Dec.Parse(parameters.CRewardForecast),
        MaxElementsPerForecast = parameters.MaxElementsPerForecast,
        MaxActiveTopicsPerBlock = parameters.MaxActiveTopicsPerBlock,
        InitialRegretQuantile = Dec.Parse(parameters.InitialRegretQuantile),
        PNormSafeDiv = Dec.Parse(parameters.PNormSafeDiv),
        MinExperiencedWorkerRegrets = parameters.MinExperiencedWorkerRegrets,
        InferenceOutlierDetectionThreshold = Dec.Parse(parameters.InferenceOutlierDetectionThreshold),
        InferenceOutlierDetectionAlpha = Dec.Parse(parameters.InferenceOutlierDetectionAlpha),
        LambdaInitialScore = Dec.Parse(parameters.LambdaInitialScore),
        MinEpochLengthRecordLimit = (ulong)parameters.MinEpochLengthRecordLimit,
        MaxUnfulfilledReputerRequests = parameters.MaxUnfulfilledReputerRequests,
        MaxEpochLabelRegistrySize = parameters.MaxEpochLabelRegistrySize,
    };
}
