using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.TestData;

namespace Allora.Sdk.Emissions.Tests.Model;

/// <summary>A scenario of tests/data/epochs/rare-epochs.json.gz, as tests/data/epochs/model/make.py writes it.</summary>
internal static class ModelCase
{
    public static IReadOnlyList<JsonElement> Load()
    {
        using var file = File.OpenRead(Path.Combine(Data.RepoRoot, "tests", "data", "epochs", "rare-epochs.json.gz"));
        using var stream = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    public static EmissionsParameters Parameters(JsonElement json)
    {
        return new EmissionsParameters
        {
            EpsilonSafeDiv = D("epsilon_safe_div"),
            InferenceOutlierDetectionAlpha = D("outlier_alpha"),
            InferenceOutlierDetectionThreshold = D("outlier_threshold"),
            RequiredMinimumStake = D("minimum_stake"),
            MinExperiencedWorkerRegrets = U("experienced"),
            InitialRegretQuantile = D("initial_regret_quantile"),
            PNormSafeDiv = D("p_norm_safe_div"),
            LambdaInitialScore = D("lambda"),
            EpsilonReputer = D("epsilon_reputer"),
            MaxGradientThreshold = D("max_gradient"),
            GradientDescentMaxIters = U("max_iterations"),
            LearningRate = D("learning_rate"),
            MinStakeFraction = D("min_stake_fraction"),
            TaskRewardAlpha = D("task_alpha"),
            BetaEntropy = D("beta"),
            PRewardReputer = D("p_reputer"),
            PRewardInference = D("p_inference"),
            CRewardInference = D("c_inference"),
            PRewardForecast = D("p_forecast"),
            CRewardForecast = D("c_forecast"),
            MaxSamplesToScaleScores = U("samples"),
            MaxTopInferersToReward = U("max_inferers"),
            MaxTopForecastersToReward = U("max_forecasters"),
            MaxTopReputersToReward = U("max_reputers"),
        };

        Dec D(string name) => Number(json.GetProperty(name));

        ulong U(string name) => json.GetProperty(name).GetUInt64();
    }

    public static TopicParameters Topic(JsonElement json)
    {
        return new TopicParameters
        {
            EpochLength = json.GetProperty("epoch").GetInt64(),
            GroundTruthLag = json.GetProperty("lag").GetInt64(),
            WorkerSubmissionWindow = 5,
            PNorm = D("p"),
            CNorm = D("c"),
            Epsilon = D("epsilon"),
            AlphaRegret = D("alpha_regret"),
            MeritSortitionAlpha = D("alpha_merit"),
            ActiveInfererQuantile = D("quantile_inferer"),
            ActiveForecasterQuantile = D("quantile_forecaster"),
            ActiveReputerQuantile = D("quantile_reputer"),
            IsMulti = json.GetProperty("multi").GetBoolean(),
        };

        Dec D(string name) => Number(json.GetProperty(name));
    }

    public static Dec Number(JsonElement text) => Dec.Parse(text.GetString()!);

    public static LossBundle LossesOf(JsonElement json)
    {
        return new LossBundle
        {
            Combined = Number(json.GetProperty("combined")),
            Naive = Number(json.GetProperty("naive")),
            Inferers = List("inferers"),
            Forecasters = List("forecasters"),
            OneOutInferers = List("one_out_inferers"),
            OneOutForecasters = List("one_out_forecasters"),
            OneInForecasters = List("one_in_forecasters"),
            OneOutInfererForecasters = [.. json.GetProperty("cells").EnumerateArray().Select(static row => new WithheldRow(row[0].GetString()!, Entries(row[1])))],
        };

        ImmutableArray<WorkerValue> List(string name) => Entries(json.GetProperty(name));
    }

    public static ImmutableArray<WorkerValue> Entries(JsonElement list) =>
        [.. list.EnumerateArray().Select(static entry => new WorkerValue(entry[0].GetString()!, Number(entry[1])))];

}
