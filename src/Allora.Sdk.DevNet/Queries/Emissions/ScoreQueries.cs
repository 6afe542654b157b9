using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
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
            new GetInfererScoreEmaResponse { Score = Score(context, request.TopicId, ActorType.InfererUnspecified, request.Inferer) });
        router.Handle<GetForecasterScoreEmaRequest, GetForecasterScoreEmaResponse>("GetForecasterScoreEma", static (context, request) =>
            new GetForecasterScoreEmaResponse { Score = Score(context, request.TopicId, ActorType.Forecaster, request.Forecaster) });
        router.Handle<GetReputerScoreEmaRequest, GetReputerScoreEmaResponse>("GetReputerScoreEma", static (context, request) =>
            new GetReputerScoreEmaResponse { Score = Score(context, request.TopicId, ActorType.Reputer, request.Reputer) });
        router.Handle<GetWorkerInferenceScoresAtBlockRequest, GetWorkerInferenceScoresAtBlockResponse>("GetWorkerInferenceScoresAtBlock", static (context, request) =>
            new GetWorkerInferenceScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorType.InfererUnspecified) });
        router.Handle<GetWorkerForecastScoresAtBlockRequest, GetWorkerForecastScoresAtBlockResponse>("GetWorkerForecastScoresAtBlock", static (context, request) =>
            new GetWorkerForecastScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorType.Forecaster) });
        router.Handle<GetReputersScoresAtBlockRequest, GetReputersScoresAtBlockResponse>("GetReputersScoresAtBlock", static (context, request) =>
            new GetReputersScoresAtBlockResponse { Scores = At(context, request.TopicId, request.BlockHeight, ActorType.Reputer) });
        router.Handle<GetInferenceScoresUntilBlockRequest, GetInferenceScoresUntilBlockResponse>("GetInferenceScoresUntilBlock", static (context, request) =>
        {
            var response = new GetInferenceScoresUntilBlockResponse();
            response.Scores.AddRange(Until(context, request.TopicId, request.BlockHeight, ActorType.InfererUnspecified));
            return response;
        });
        router.Handle<GetForecastScoresUntilBlockRequest, GetForecastScoresUntilBlockResponse>("GetForecastScoresUntilBlock", static (context, request) =>
        {
            var response = new GetForecastScoresUntilBlockResponse();
            response.Scores.AddRange(Until(context, request.TopicId, request.BlockHeight, ActorType.Forecaster));
            return response;
        });
        Thresholds(router);
        router.Handle<GetNetworkLossBundleAtBlockRequest, GetNetworkLossBundleAtBlockResponse>("GetNetworkLossBundleAtBlock", static (context, request) =>
            new GetNetworkLossBundleAtBlockResponse
            {
                LossBundle = InferenceQueries.Closed(context, request.TopicId, request.BlockHeight)?.NetworkLoss ?? new V3.ValueBundle { TopicId = request.TopicId },
            });
        router.Handle<GetReputerLossBundlesAtBlockRequest, GetReputerLossBundlesAtBlockResponse>("GetReputerLossBundlesAtBlock", static (context, request) =>
        {
            var response = new GetReputerLossBundlesAtBlockResponse();
            response.LossBundles.AddRange(Losses(context, request.TopicId, request.BlockHeight).Select(static signed => Shown(signed.ValueBundle)));
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
                bundles.ReputerValueBundles_.AddRange(Losses(context, request.TopicId, request.BlockHeight).Select(static signed =>
                    new V3.ReputerValueBundle { ValueBundle = Shown(signed.ValueBundle), Signature = signed.Signature, Pubkey = signed.Pubkey }));
                return new V9.GetReputerLossBundlesAtBlockResponse { LossBundles = bundles };
            });

    private static void Thresholds(QueryRouter router)
    {
        router.Handle<GetCurrentLowestInfererScoreRequest, GetCurrentLowestInfererScoreResponse>("GetCurrentLowestInfererScore", static (context, request) =>
            new GetCurrentLowestInfererScoreResponse { Score = Lowest(context, request.TopicId, ActorType.InfererUnspecified) });
        router.Handle<GetCurrentLowestForecasterScoreRequest, GetCurrentLowestForecasterScoreResponse>("GetCurrentLowestForecasterScore", static (context, request) =>
            new GetCurrentLowestForecasterScoreResponse { Score = Lowest(context, request.TopicId, ActorType.Forecaster) });
        router.Handle<GetCurrentLowestReputerScoreRequest, GetCurrentLowestReputerScoreResponse>("GetCurrentLowestReputerScore", static (context, request) =>
            new GetCurrentLowestReputerScoreResponse { Score = Lowest(context, request.TopicId, ActorType.Reputer) });
        router.Handle<GetTopicInitialInfererEmaScoreRequest, GetTopicInitialInfererEmaScoreResponse>("GetTopicInitialInfererEmaScore", static (_, _) =>
            new GetTopicInitialInfererEmaScoreResponse { Score = "0" });
        router.Handle<GetTopicInitialForecasterEmaScoreRequest, GetTopicInitialForecasterEmaScoreResponse>("GetTopicInitialForecasterEmaScore", static (_, _) =>
            new GetTopicInitialForecasterEmaScoreResponse { Score = "0" });
        router.Handle<GetTopicInitialReputerEmaScoreRequest, GetTopicInitialReputerEmaScoreResponse>("GetTopicInitialReputerEmaScore", static (_, _) =>
            new GetTopicInitialReputerEmaScoreResponse { Score = "0" });
        router.Handle<GetPreviousTopicQuantileInfererScoreEmaRequest, GetPreviousTopicQuantileInfererScoreEmaResponse>("GetPreviousTopicQuantileInfererScoreEma", static (_, _) =>
            new GetPreviousTopicQuantileInfererScoreEmaResponse { Value = "0" });
        router.Handle<GetPreviousTopicQuantileForecasterScoreEmaRequest, GetPreviousTopicQuantileForecasterScoreEmaResponse>("GetPreviousTopicQuantileForecasterScoreEma", static (_, _) =>
            new GetPreviousTopicQuantileForecasterScoreEmaResponse { Value = "0" });
        router.Handle<GetPreviousTopicQuantileReputerScoreEmaRequest, GetPreviousTopicQuantileReputerScoreEmaResponse>("GetPreviousTopicQuantileReputerScoreEma", static (_, _) =>
            new GetPreviousTopicQuantileReputerScoreEmaResponse { Value = "0" });
    }

    private static V3.Scores At(QueryContext context, ulong topicId, long nonce, ActorType actor)
    {
        var scores = new V3.Scores();
        scores.Scores_.AddRange(Of(topicId, context.Find(topicId)?.Epochs.GetValueOrDefault(nonce), actor));
        return scores;
    }

    private static IEnumerable<V3.Score> Until(QueryContext context, ulong topicId, long nonce, ActorType actor) =>
        context.Find(topicId)?.Epochs.Values.Where(epoch => epoch.Nonce <= nonce).Reverse().SelectMany(epoch => Of(topicId, epoch, actor)) ?? [];

    private static IEnumerable<V3.Score> Of(ulong topicId, Epoch? epoch, ActorType actor) =>
        epoch?.Scores.Where(pair => pair.Key.Actor == actor).Select(pair =>
            new V3.Score { TopicId = topicId, BlockHeight = epoch.Nonce, Address = pair.Key.Address, Score_ = pair.Value.ToString() }) ?? [];

    private static V3.Score Lowest(QueryContext context, ulong topicId, ActorType actor)
    {
        var scores = context.Find(topicId)?.Scores.Where(pair => pair.Key.Actor == actor).ToList() ?? [];
        if (scores.Count == 0)
            return new V3.Score { TopicId = topicId, Score_ = "0" };
        var lowest = scores.MinBy(static pair => pair.Value, Comparer<Dec>.Create(static (one, other) => one.CompareTo(other)));
        return new V3.Score { TopicId = topicId, Address = lowest.Key.Address, Score_ = lowest.Value.ToString() };
    }

    private static IEnumerable<V9.InputReputerValueBundle> Losses(QueryContext context, ulong topicId, long nonce) =>
        context.Find(topicId)?.Epochs.GetValueOrDefault(nonce)?.Losses.Values ?? [];

    private static V3.Score Score(QueryContext context, ulong topicId, ActorType actor, string address) => new()
    {
        TopicId = topicId,
        Address = address,
        Score_ = (context.Find(topicId)?.Scores.GetValueOrDefault((actor, address), Dec.Zero) ?? Dec.Zero).ToString(),
    };

    /// <summary>The input has the same wire as what is kept of it.</summary>
    private static V3.ValueBundle Shown(V9.InputValueBundle bundle) =>
        V3.ValueBundle.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteString(bundle));
}
