using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Losses and scores.</summary>
internal static class ScoreQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetInfererScoreEmaRequest, GetInfererScoreEmaResponse>("GetInfererScoreEma", static (context, request) =>
            new GetInfererScoreEmaResponse { Score = Score(context, request.TopicId, ActorRole.Inferer, request.Inferer) });
        router.Handle<GetForecasterScoreEmaRequest, GetForecasterScoreEmaResponse>("GetForecasterScoreEma", static (context, request) =>
            new GetForecasterScoreEmaResponse { Score = Score(context, request.TopicId, ActorRole.Forecaster, request.Forecaster) });
        router.Handle<GetReputerScoreEmaRequest, GetReputerScoreEmaResponse>("GetReputerScoreEma", static (context, request) =>
            new GetReputerScoreEmaResponse { Score = Score(context, request.TopicId, ActorRole.Reputer, request.Reputer) });
        router.Handle<GetWorkerInferenceScoresAtBlockRequest, GetWorkerInferenceScoresAtBlockResponse>("GetWorkerInferenceScoresAtBlock", static (context, request) =>
            new GetWorkerInferenceScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorRole.Inferer) });
        router.Handle<GetWorkerForecastScoresAtBlockRequest, GetWorkerForecastScoresAtBlockResponse>("GetWorkerForecastScoresAtBlock", static (context, request) =>
            new GetWorkerForecastScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorRole.Forecaster) });
        router.Handle<GetReputersScoresAtBlockRequest, GetReputersScoresAtBlockResponse>("GetReputersScoresAtBlock", static (context, request) =>
            new GetReputersScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorRole.Reputer) });
        router.Handle<GetInferenceScoresUntilBlockRequest, GetInferenceScoresUntilBlockResponse>("GetInferenceScoresUntilBlock", static (context, request) =>
        {
            var response = new GetInferenceScoresUntilBlockResponse();
            response.Scores.AddRange(Until(context, request.TopicId, request.BlockHeight, ActorRole.Inferer));
            return response;
        });
        router.Handle<GetForecastScoresUntilBlockRequest, GetForecastScoresUntilBlockResponse>("GetForecastScoresUntilBlock", static (context, request) =>
        {
            var response = new GetForecastScoresUntilBlockResponse();
            response.Scores.AddRange(Until(context, request.TopicId, request.BlockHeight, ActorRole.Forecaster));
            return response;
        });
        Thresholds(router);
        router.Handle<GetNetworkLossBundleAtBlockRequest, GetNetworkLossBundleAtBlockResponse>("GetNetworkLossBundleAtBlock", static (context, request) =>
            new GetNetworkLossBundleAtBlockResponse
            {
                LossBundle = RegretQueries.Ledger(context, request.TopicId).NetworkLosses.TryGetValue(request.BlockHeight, out var losses)
                    ? LossBundles.Reply(request.TopicId, request.BlockHeight, LossBundles.Nobody, losses)
                    : LossBundles.None(request.TopicId),
            });
        router.Handle<GetReputerLossBundlesAtBlockRequest, GetReputerLossBundlesAtBlockResponse>("GetReputerLossBundlesAtBlock", static (context, request) =>
        {
            var response = new GetReputerLossBundlesAtBlockResponse();
            response.LossBundles.AddRange(Losses(context, request.TopicId, request.BlockHeight).Select(static one => one.Bundle));
            return response;
        });
    }

    public static void RegisterV9(QueryRouter router) =>
        router.Handle<V9.GetReputerLossBundlesAtBlockRequest, V9.GetReputerLossBundlesAtBlockResponse>(
            V9.QueryService.Descriptor,
            "GetReputerLossBundlesAtBlock",
            static (context, request) =>
            {
                var bundles = new V3.ReputerValueBundles();
                bundles.ReputerValueBundles_.AddRange(Losses(context, request.TopicId, request.BlockHeight).Select(static one =>
                    new V3.ReputerValueBundle { ValueBundle = one.Bundle, Signature = one.Signed.Signature, Pubkey = one.Signed.Pubkey }));
                return new V9.GetReputerLossBundlesAtBlockResponse { LossBundles = bundles };
            });

    private static void Thresholds(QueryRouter router)
    {
        router.Handle<GetCurrentLowestInfererScoreRequest, GetCurrentLowestInfererScoreResponse>("GetCurrentLowestInfererScore", static (context, request) =>
            new GetCurrentLowestInfererScoreResponse { Score = Lowest(context, request.TopicId, ActorRole.Inferer) });
        router.Handle<GetCurrentLowestForecasterScoreRequest, GetCurrentLowestForecasterScoreResponse>("GetCurrentLowestForecasterScore", static (context, request) =>
            new GetCurrentLowestForecasterScoreResponse { Score = Lowest(context, request.TopicId, ActorRole.Forecaster) });
        router.Handle<GetCurrentLowestReputerScoreRequest, GetCurrentLowestReputerScoreResponse>("GetCurrentLowestReputerScore", static (context, request) =>
            new GetCurrentLowestReputerScoreResponse { Score = Lowest(context, request.TopicId, ActorRole.Reputer) });
        router.Handle<GetTopicInitialInfererEmaScoreRequest, GetTopicInitialInfererEmaScoreResponse>("GetTopicInitialInfererEmaScore", static (context, request) =>
            new GetTopicInitialInfererEmaScoreResponse { Score = RegretQueries.Ledger(context, request.TopicId).Inferers.InitialScore.ToWireString() });
        router.Handle<GetTopicInitialForecasterEmaScoreRequest, GetTopicInitialForecasterEmaScoreResponse>("GetTopicInitialForecasterEmaScore", static (context, request) =>
            new GetTopicInitialForecasterEmaScoreResponse { Score = RegretQueries.Ledger(context, request.TopicId).Forecasters.InitialScore.ToWireString() });
        router.Handle<GetTopicInitialReputerEmaScoreRequest, GetTopicInitialReputerEmaScoreResponse>("GetTopicInitialReputerEmaScore", static (context, request) =>
            new GetTopicInitialReputerEmaScoreResponse { Score = RegretQueries.Ledger(context, request.TopicId).Reputers.InitialScore.ToWireString() });
        router.Handle<GetPreviousTopicQuantileInfererScoreEmaRequest, GetPreviousTopicQuantileInfererScoreEmaResponse>("GetPreviousTopicQuantileInfererScoreEma", static (context, request) =>
            new GetPreviousTopicQuantileInfererScoreEmaResponse { Value = RegretQueries.Ledger(context, request.TopicId).Inferers.QuantileScore.ToWireString() });
        router.Handle<GetPreviousTopicQuantileForecasterScoreEmaRequest, GetPreviousTopicQuantileForecasterScoreEmaResponse>("GetPreviousTopicQuantileForecasterScoreEma", static (context, request) =>
            new GetPreviousTopicQuantileForecasterScoreEmaResponse { Value = RegretQueries.Ledger(context, request.TopicId).Forecasters.QuantileScore.ToWireString() });
        router.Handle<GetPreviousTopicQuantileReputerScoreEmaRequest, GetPreviousTopicQuantileReputerScoreEmaResponse>("GetPreviousTopicQuantileReputerScoreEma", static (context, request) =>
            new GetPreviousTopicQuantileReputerScoreEmaResponse { Value = RegretQueries.Ledger(context, request.TopicId).Reputers.QuantileScore.ToWireString() });
    }

    private static V3.Scores At(QueryContext context, ulong topicId, long nonce, ActorRole role)
    {
        var scores = new V3.Scores();
        scores.Scores_.AddRange(Of(topicId, nonce, RegretQueries.Ledger(context, topicId).Of(role).ScoresByNonce.GetValueOrDefault(nonce, [])));
        return scores;
    }

    private static IEnumerable<V3.Score> Until(QueryContext context, ulong topicId, long nonce, ActorRole role) =>
        RegretQueries.Ledger(context, topicId).Of(role).ScoresByNonce
            .Where(pair => pair.Key <= nonce).Reverse().SelectMany(pair => Of(topicId, pair.Key, pair.Value));

    private static IEnumerable<V3.Score> Of(ulong topicId, long nonce, IEnumerable<WorkerValue> scores) =>
        scores.Select(one => new V3.Score { TopicId = topicId, BlockHeight = nonce, Address = one.Worker, Score_ = one.Value.ToWireString() });

    private static V3.Score Lowest(QueryContext context, ulong topicId, ActorRole role) =>
        RegretQueries.Ledger(context, topicId).Of(role).Lowest is { } lowest
            ? new V3.Score { TopicId = topicId, BlockHeight = lowest.BlockHeight, Address = lowest.Address, Score_ = lowest.Score.ToWireString() }
            : throw QueryException.NotFound($"no lowest {role.ToString().ToLowerInvariant()} score found for topic {topicId}");

    /// <summary>What the network counted at the close; before it, the bundles are not shown.</summary>
    private static IEnumerable<(V3.ValueBundle Bundle, V9.InputReputerValueBundle Signed)> Losses(QueryContext context, ulong topicId, long nonce)
    {
        var signed = context.Find(topicId)?.Epochs.GetValueOrDefault(nonce)?.Losses;
        return RegretQueries.Ledger(context, topicId).ReputerLosses.GetValueOrDefault(nonce, [])
            .Where(one => signed?.ContainsKey(one.Reputer) == true)
            .Select(one => (LossBundles.Reply(topicId, nonce, one.Reputer, one.Losses, signed![one.Reputer].ValueBundle.ExtraData), signed[one.Reputer]));
    }

    private static V3.Score Score(QueryContext context, ulong topicId, ActorRole role, string address)
    {
        var stored = RegretQueries.Ledger(context, topicId).Of(role).EmaScoreOf(address);
        return new V3.Score { TopicId = topicId, BlockHeight = stored.BlockHeight, Address = address, Score_ = stored.Score.ToWireString() };
    }
}
