using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Genesis;

/// <summary>The emissions parameters of the captured node.</summary>
internal static class DefaultParams
{
    public static Params Create() => new()
    {
        Version = "v10",
        MaxSerializedMsgLength = 1_000_000,
        MinTopicWeight = "100",
        RequiredMinimumStake = "10000",
        RemoveStakeDelayWindow = 604_800,
        MinEpochLength = 12,
        BetaEntropy = "0.25",
        LearningRate = "0.05",
        MaxGradientThreshold = "0.001",
        MinStakeFraction = "0.5",
        MaxUnfulfilledWorkerRequests = 100,
        MaxUnfulfilledReputerRequests = 100,
        TopicRewardStakeImportance = "0.5",
        TopicRewardFeeRevenueImportance = "0.5",
        TopicRewardAlpha = "0.5",
        TaskRewardAlpha = "0.1",
        ValidatorsVsAlloraPercentReward = "0.25",
        MaxSamplesToScaleScores = 10,
        MaxTopInferersToReward = 32,
        MaxTopForecastersToReward = 6,
        MaxTopReputersToReward = 6,
        CreateTopicFee = "75000",
        GradientDescentMaxIters = 10,
        RegistrationFee = "200",
        DefaultPageLimit = 100,
        MaxPageLimit = 1000,
        MinEpochLengthRecordLimit = 3,
        BlocksPerMonth = 864_000,
        PRewardInference = "3",
        PRewardForecast = "3",
        PRewardReputer = "1",
        CRewardInference = "0.75",
        CRewardForecast = "0.75",
        CNorm = "0.75",
        EpsilonReputer = "0.01",
        HalfMaxProcessStakeRemovalsEndBlock = 40,
        EpsilonSafeDiv = "1E-7",
        DataSendingFee = "10",
        MaxElementsPerForecast = 12,
        MaxActiveTopicsPerBlock = 1,
        MaxStringLength = 255,
        InitialRegretQuantile = "0.25",
        PNormSafeDiv = "8.25",
        GlobalWhitelistEnabled = true,
        TopicCreatorWhitelistEnabled = true,
        MinExperiencedWorkerRegrets = 10,
        InferenceOutlierDetectionThreshold = "11",
        InferenceOutlierDetectionAlpha = "0.2",
        LambdaInitialScore = "2",
        GlobalWorkerWhitelistEnabled = true,
        GlobalReputerWhitelistEnabled = true,
        GlobalAdminWhitelistAppended = true,
        MaxWhitelistInputArrayLength = 2000,
        MinWeightThresholdForStdnorm = "0.000001",
        MaxCanonicalLabelByteLength = 64,
        MaxTopicLabelWhitelistSize = 256,
        MaxEpochLabelRegistrySize = 32_768,
    };

    /// <summary>Sets a parameter by its proto name; a name or value that does not fit is refused in words.</summary>
    public static void Set(Params parameters, string name, string value)
    {
        var field = Params.Descriptor.FindFieldByName(name)
            ?? throw new ArgumentException($"there is no emissions parameter \"{name}\"");
        try
        {
            field.Accessor.SetValue(parameters, field.FieldType switch
            {
                Google.Protobuf.Reflection.FieldType.Int64 => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
                Google.Protobuf.Reflection.FieldType.UInt64 => ulong.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
                Google.Protobuf.Reflection.FieldType.Bool => bool.Parse(value),
                _ => value,
            });
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException($"the emissions parameter {name} cannot be \"{value}\"", wrong);
        }
    }
}
