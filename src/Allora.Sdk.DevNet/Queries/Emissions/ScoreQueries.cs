using Allora.Sdk.DevNet.Chain;
using Allora.Sdk.DevNet.Chain.Values;
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
