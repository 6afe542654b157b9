using System.Numerics;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Regrets and weights. Inferers' regrets are the plain difference to the network's loss; those that DevNet does not model are 0.</summary>
internal static class RegretQueries
{
    private const string Zero = "0";
    private const string StdNorm = "0.0100";

    public static void Register(QueryRouter router)
    {
        router.Handle<GetInfererNetworkRegretRequest, GetInfererNetworkRegretResponse>("GetInfererNetworkRegret", static (context, request) =>
            new GetInfererNetworkRegretResponse { Regret = Regret(context, request.TopicId, request.ActorId) });
        router.Handle<GetNaiveInfererNetworkRegretRequest, GetNaiveInfererNetworkRegretResponse>("GetNaiveInfererNetworkRegret", static (context, request) =>
            new GetNaiveInfererNetworkRegretResponse { Regret = Regret(context, request.TopicId, request.Inferer) });
        router.Handle<GetForecasterNetworkRegretRequest, GetForecasterNetworkRegretResponse>("GetForecasterNetworkRegret", static (_, _) =>
            new GetForecasterNetworkRegretResponse { Regret = None() });
        router.Handle<GetOneInForecasterNetworkRegretRequest, GetOneInForecasterNetworkRegretResponse>("GetOneInForecasterNetworkRegret", static (_, _) =>
            new GetOneInForecasterNetworkRegretResponse { Regret = None() });
        router.Handle<GetOneOutInfererInfererNetworkRegretRequest, GetOneOutInfererInfererNetworkRegretResponse>("GetOneOutInfererInfererNetworkRegret", static (_, _) =>
            new GetOneOutInfererInfererNetworkRegretResponse { Regret = None() });
        router.Handle<GetOneOutInfererForecasterNetworkRegretRequest, GetOneOutInfererForecasterNetworkRegretResponse>("GetOneOutInfererForecasterNetworkRegret", static (_, _) =>
            new GetOneOutInfererForecasterNetworkRegretResponse { Regret = None() });
        router.Handle<GetOneOutForecasterInfererNetworkRegretRequest, GetOneOutForecasterInfererNetworkRegretResponse>("GetOneOutForecasterInfererNetworkRegret", static (_, _) =>
            new GetOneOutForecasterInfererNetworkRegretResponse { Regret = None() });
        router.Handle<GetOneOutForecasterForecasterNetworkRegretRequest, GetOneOutForecasterForecasterNetworkRegretResponse>("GetOneOutForecasterForecasterNetworkRegret", static (_, _) =>
            new GetOneOutForecasterForecasterNetworkRegretResponse { Regret = None() });
        router.Handle<GetLatestRegretStdNormRequest, GetLatestRegretStdNormResponse>("GetLatestRegretStdNorm", static (context, request) =>
            new GetLatestRegretStdNormResponse { Value = Settled(context, request.TopicId) is null ? Zero : StdNorm });
        router.Handle<GetLatestInfererWeightRequest, GetLatestInfererWeightResponse>("GetLatestInfererWeight", static (context, request) =>
        {
            var inferers = Settled(context, request.TopicId)?.NetworkLoss?.InfererValues.Select(static value => value.Worker).ToList() ?? [];
            return new GetLatestInfererWeightResponse
            {
                Weight = inferers.Contains(request.ActorId) ? (Dec.One / new BigInteger(inferers.Count)).ToString() : Zero,
            };
        });
        router.Handle<GetLatestForecasterWeightRequest, GetLatestForecasterWeightResponse>("GetLatestForecasterWeight", static (_, _) =>
            new GetLatestForecasterWeightResponse { Weight = Zero });
        router.Handle<GetListeningCoefficientRequest, GetListeningCoefficientResponse>("GetListeningCoefficient", static (_, _) =>
            new GetListeningCoefficientResponse { ListeningCoefficient = new V3.ListeningCoefficient { Coefficient = "1" } });
    }

    private static Epoch? Settled(QueryContext context, ulong topicId) =>
        context.Find(topicId)?.Epochs.Values.LastOrDefault(static epoch => epoch.NetworkLoss is not null);

    private static V3.TimestampedValue None() => new() { Value = Zero };

    private static V3.TimestampedValue Regret(QueryContext context, ulong topicId, string worker)
    {
        var epoch = Settled(context, topicId);
        var own = epoch?.NetworkLoss?.InfererValues.FirstOrDefault(value => value.Worker == worker);
        return own is null
            ? None()
            : new V3.TimestampedValue
            {
                BlockHeight = epoch!.Nonce,
                Value = (Dec.Parse(epoch.NetworkLoss!.CombinedValue) - Dec.Parse(own.Value)).Reduced().ToString(),
            };
    }
}
