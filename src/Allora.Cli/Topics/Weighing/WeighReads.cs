using Allora.Sdk;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Protos.Emissions.V3;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Cli.Topics.Weighing;

/// <summary>The chain's own queries that a topic is weighed with, in either version of the module.</summary>
internal sealed class WeighReads(ChainServices services, bool isV9, ulong topicId)
{
    public async Task<V9.Params> ParamsAsync(CancellationToken cancellationToken) => isV9
        ? (await services.EmissionsV9.GetParamsAsync(new V9.GetParamsRequest(), cancellationToken: cancellationToken)).Params
        : (await services.EmissionsV10.GetParamsAsync(new V10.GetParamsRequest(), cancellationToken: cancellationToken)).Params;

    /// <summary>The topic's epsilon, below which scores count as equal.</summary>
    public async Task<Dec> EpsilonAsync(CancellationToken cancellationToken) => Dec.Parse(isV9
        ? (await services.EmissionsV9.GetTopicAsync(new V9.GetTopicRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Topic.Epsilon
        : (await services.EmissionsV10.GetTopicAsync(new V10.GetTopicRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Topic.Epsilon);

    /// <summary>The last nonce whose inferences are in, and the block that closed it; zeros where there is none yet.</summary>
    public Task<(long Nonce, long Height)> WorkersClosedAsync(CancellationToken cancellationToken) => ClosedAsync(async () =>
    {
        if (isV9)
        {
            var old = (await services.EmissionsV9.GetTopicLastWorkerCommitInfoAsync(new V9.GetTopicLastWorkerCommitInfoRequest { TopicId = topicId }, cancellationToken: cancellationToken)).LastCommit;
            return (old?.Nonce?.BlockHeight ?? 0, old?.BlockHeight ?? 0);
        }

        var last = (await services.EmissionsV10.GetTopicLastWorkerCommitInfoAsync(new V10.GetTopicLastWorkerCommitInfoRequest { TopicId = topicId }, cancellationToken: cancellationToken)).LastCommit;
        return (last?.Nonce?.BlockHeight ?? 0, last?.BlockHeight ?? 0);
    });

    /// <summary>The last nonce whose losses are in, and the block that closed it; zeros where there is none yet.</summary>
    public Task<(long Nonce, long Height)> ReputersClosedAsync(CancellationToken cancellationToken) => ClosedAsync(async () =>
    {
        if (isV9)
        {
            var old = (await services.EmissionsV9.GetTopicLastReputerCommitInfoAsync(new V9.GetTopicLastReputerCommitInfoRequest { TopicId = topicId }, cancellationToken: cancellationToken)).LastCommit;
            return (old?.Nonce?.BlockHeight ?? 0, old?.BlockHeight ?? 0);
        }

        var last = (await services.EmissionsV10.GetTopicLastReputerCommitInfoAsync(new V10.GetTopicLastReputerCommitInfoRequest { TopicId = topicId }, cancellationToken: cancellationToken)).LastCommit;
        return (last?.Nonce?.BlockHeight ?? 0, last?.BlockHeight ?? 0);
    });

    public async Task<IReadOnlyList<string>> InferersAsync(long nonce, CancellationToken cancellationToken) => isV9
        ? [.. (await services.EmissionsV9.GetInferencesAtBlockAsync(new V9.GetInferencesAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Inferences?.Inferences_.Select(static one => one.Inferer) ?? []]
        : [.. (await services.EmissionsV10.GetInferencesAtBlockAsync(new V10.GetInferencesAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Inferences?.Inferences_.Select(static one => one.Inferer) ?? []];

    public async Task<IReadOnlyList<string>> ForecastersAsync(long nonce, CancellationToken cancellationToken)
    {
        var forecasts = isV9
            ? (await services.EmissionsV9.GetForecastsAtBlockAsync(new V9.GetForecastsAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Forecasts
            : (await services.EmissionsV10.GetForecastsAtBlockAsync(new V10.GetForecastsAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Forecasts;
        return [.. forecasts?.Forecasts_.Select(static one => one.Forecaster) ?? []];
    }

    /// <summary>What each reputer reported for a nonce, as far as the network counted it.</summary>
    public async Task<IReadOnlyList<ValueBundle>> ReportedAsync(long nonce, CancellationToken cancellationToken) => isV9
        ? [.. (await services.EmissionsV9.GetReputerLossBundlesAtBlockAsync(new V9.GetReputerLossBundlesAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).LossBundles?.ReputerValueBundles_.Select(static one => one.ValueBundle) ?? []]
        : [.. (await services.EmissionsV10.GetReputerLossBundlesAtBlockAsync(new V10.GetReputerLossBundlesAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).LossBundles];

    /// <summary>The network's losses of a nonce; null where the chain keeps none.</summary>
    public async Task<ValueBundle?> LossesAsync(long nonce, CancellationToken cancellationToken)
    {
        var bundle = isV9
            ? (await services.EmissionsV9.GetNetworkLossBundleAtBlockAsync(new V9.GetNetworkLossBundleAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).LossBundle
            : (await services.EmissionsV10.GetNetworkLossBundleAtBlockAsync(new V10.GetNetworkLossBundleAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).LossBundle;
        return bundle is null || bundle.CombinedValue.Length == 0 ? null : bundle;
    }

    public async Task<IReadOnlyList<Score>> ScoresAsync(WeighedRole role, long nonce, CancellationToken cancellationToken)
    {
        var scores = (role, isV9) switch
        {
            (WeighedRole.Inferer, true) => (await services.EmissionsV9.GetWorkerInferenceScoresAtBlockAsync(new V9.GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (WeighedRole.Inferer, false) => (await services.EmissionsV10.GetWorkerInferenceScoresAtBlockAsync(new V10.GetWorkerInferenceScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (WeighedRole.Forecaster, true) => (await services.EmissionsV9.GetWorkerForecastScoresAtBlockAsync(new V9.GetWorkerForecastScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (WeighedRole.Forecaster, false) => (await services.EmissionsV10.GetWorkerForecastScoresAtBlockAsync(new V10.GetWorkerForecastScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (_, true) => (await services.EmissionsV9.GetReputersScoresAtBlockAsync(new V9.GetReputersScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (_, false) => (await services.EmissionsV10.GetReputersScoresAtBlockAsync(new V10.GetReputersScoresAtBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
        };
        return [.. scores?.Scores_ ?? []];
    }

    /// <summary>A role's scores down from a nonce, newest first.</summary>
    public async Task<IReadOnlyList<Dec>> LatestAsync(WeighedRole role, long nonce, CancellationToken cancellationToken)
    {
        IEnumerable<Score> scores = (role, isV9) switch
        {
            (WeighedRole.Inferer, true) => (await services.EmissionsV9.GetInferenceScoresUntilBlockAsync(new V9.GetInferenceScoresUntilBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (WeighedRole.Inferer, false) => (await services.EmissionsV10.GetInferenceScoresUntilBlockAsync(new V10.GetInferenceScoresUntilBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (_, true) => (await services.EmissionsV9.GetForecastScoresUntilBlockAsync(new V9.GetForecastScoresUntilBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
            (_, false) => (await services.EmissionsV10.GetForecastScoresUntilBlockAsync(new V10.GetForecastScoresUntilBlockRequest { TopicId = topicId, BlockHeight = nonce }, cancellationToken: cancellationToken)).Scores,
        };
        return [.. scores.Select(static one => Dec.Parse(one.Score_))];
    }

    /// <summary>An actor's moving average, by which places in the active set are given.</summary>
    public async Task<string> AverageAsync(WeighedRole role, string address, CancellationToken cancellationToken)
    {
        var score = (role, isV9) switch
        {
            (WeighedRole.Inferer, true) => (await services.EmissionsV9.GetInfererScoreEmaAsync(new V9.GetInfererScoreEmaRequest { TopicId = topicId, Inferer = address }, cancellationToken: cancellationToken)).Score,
            (WeighedRole.Inferer, false) => (await services.EmissionsV10.GetInfererScoreEmaAsync(new V10.GetInfererScoreEmaRequest { TopicId = topicId, Inferer = address }, cancellationToken: cancellationToken)).Score,
            (WeighedRole.Forecaster, true) => (await services.EmissionsV9.GetForecasterScoreEmaAsync(new V9.GetForecasterScoreEmaRequest { TopicId = topicId, Forecaster = address }, cancellationToken: cancellationToken)).Score,
            (WeighedRole.Forecaster, false) => (await services.EmissionsV10.GetForecasterScoreEmaAsync(new V10.GetForecasterScoreEmaRequest { TopicId = topicId, Forecaster = address }, cancellationToken: cancellationToken)).Score,
            (_, true) => (await services.EmissionsV9.GetReputerScoreEmaAsync(new V9.GetReputerScoreEmaRequest { TopicId = topicId, Reputer = address }, cancellationToken: cancellationToken)).Score,
            (_, false) => (await services.EmissionsV10.GetReputerScoreEmaAsync(new V10.GetReputerScoreEmaRequest { TopicId = topicId, Reputer = address }, cancellationToken: cancellationToken)).Score,
        };
        return Dec.Parse(score?.Score_ ?? "").ToString();
    }

    /// <summary>The lowest score in a role's active set; null while there is none.</summary>
    public async Task<Score?> LowestAsync(WeighedRole role, CancellationToken cancellationToken)
    {
        try
        {
            return (role, isV9) switch
            {
                (WeighedRole.Inferer, true) => (await services.EmissionsV9.GetCurrentLowestInfererScoreAsync(new V9.GetCurrentLowestInfererScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
                (WeighedRole.Inferer, false) => (await services.EmissionsV10.GetCurrentLowestInfererScoreAsync(new V10.GetCurrentLowestInfererScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
                (WeighedRole.Forecaster, true) => (await services.EmissionsV9.GetCurrentLowestForecasterScoreAsync(new V9.GetCurrentLowestForecasterScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
                (WeighedRole.Forecaster, false) => (await services.EmissionsV10.GetCurrentLowestForecasterScoreAsync(new V10.GetCurrentLowestForecasterScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
                (_, true) => (await services.EmissionsV9.GetCurrentLowestReputerScoreAsync(new V9.GetCurrentLowestReputerScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
                (_, false) => (await services.EmissionsV10.GetCurrentLowestReputerScoreAsync(new V10.GetCurrentLowestReputerScoreRequest { TopicId = topicId }, cancellationToken: cancellationToken)).Score,
            };
        }
        catch (AlloraException none) when (none.Reason == AlloraErrorReason.NotFound)
        {
            return null;
        }
    }

    public async Task<Dec> StakeAsync(string reputer, CancellationToken cancellationToken) => Dec.Parse(isV9
        ? (await services.EmissionsV9.GetReputerStakeInTopicAsync(new V9.GetReputerStakeInTopicRequest { TopicId = topicId, Address = reputer }, cancellationToken: cancellationToken)).Amount
        : (await services.EmissionsV10.GetReputerStakeInTopicAsync(new V10.GetReputerStakeInTopicRequest { TopicId = topicId, Address = reputer }, cancellationToken: cancellationToken)).Amount);

    /// <summary>The part of a reputer's stake that others delegated to it.</summary>
    public async Task<Dec> DelegatedAsync(string reputer, CancellationToken cancellationToken) => Dec.Parse(isV9
        ? (await services.EmissionsV9.GetDelegateStakeUponReputerAsync(new V9.GetDelegateStakeUponReputerRequest { TopicId = topicId, Target = reputer }, cancellationToken: cancellationToken)).Stake
        : (await services.EmissionsV10.GetDelegateStakeUponReputerAsync(new V10.GetDelegateStakeUponReputerRequest { TopicId = topicId, Target = reputer }, cancellationToken: cancellationToken)).Stake);

    /// <summary>How much the network listened to a reputer; 1 for one that it never heard.</summary>
    public async Task<Dec> ListeningAsync(string reputer, CancellationToken cancellationToken)
    {
        var told = isV9
            ? (await services.EmissionsV9.GetListeningCoefficientAsync(new V9.GetListeningCoefficientRequest { TopicId = topicId, Reputer = reputer }, cancellationToken: cancellationToken)).ListeningCoefficient
            : (await services.EmissionsV10.GetListeningCoefficientAsync(new V10.GetListeningCoefficientRequest { TopicId = topicId, Reputer = reputer }, cancellationToken: cancellationToken)).ListeningCoefficient;
        return told is null || told.Coefficient.Length == 0 ? Dec.One : Dec.Parse(told.Coefficient);
    }

    private static async Task<(long Nonce, long Height)> ClosedAsync(Func<Task<(long Nonce, long Height)>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AlloraException none) when (none.Reason == AlloraErrorReason.NotFound)
        {
            return (0, 0);
        }
    }
}
