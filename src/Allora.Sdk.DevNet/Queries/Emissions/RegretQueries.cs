using System.Collections.Immutable;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Regrets, weights and coefficients. A regret that is not stored is the topic's initial regret at height 0.</summary>
internal static class RegretQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetInfererNetworkRegretRequest, GetInfererNetworkRegretResponse>("GetInfererNetworkRegret", static (context, request) =>
            new GetInfererNetworkRegretResponse { Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.Inferer, request.ActorId) });
        router.Handle<GetNaiveInfererNetworkRegretRequest, GetNaiveInfererNetworkRegretResponse>("GetNaiveInfererNetworkRegret", static (context, request) =>
            new GetNaiveInfererNetworkRegretResponse { Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.NaiveInferer, request.Inferer) });
        router.Handle<GetForecasterNetworkRegretRequest, GetForecasterNetworkRegretResponse>("GetForecasterNetworkRegret", static (context, request) =>
            new GetForecasterNetworkRegretResponse { Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.Forecaster, request.Worker) });
        RegisterPairs(router);
        router.Handle<GetLatestRegretStdNormRequest, GetLatestRegretStdNormResponse>("GetLatestRegretStdNorm", static (context, request) =>
            new GetLatestRegretStdNormResponse { Value = Ledger(context, request.TopicId).RegretScale.ToWireString() });
        router.Handle<GetLatestInfererWeightRequest, GetLatestInfererWeightResponse>("GetLatestInfererWeight", static (context, request) =>
            new GetLatestInfererWeightResponse { Weight = Ledger(context, request.TopicId).Inferers.Weights.GetValueOrDefault(request.ActorId).ToWireString() });
        router.Handle<GetLatestForecasterWeightRequest, GetLatestForecasterWeightResponse>("GetLatestForecasterWeight", static (context, request) =>
            new GetLatestForecasterWeightResponse { Weight = Ledger(context, request.TopicId).Forecasters.Weights.GetValueOrDefault(request.ActorId).ToWireString() });
        router.Handle<GetListeningCoefficientRequest, GetListeningCoefficientResponse>("GetListeningCoefficient", static (context, request) =>
            new GetListeningCoefficientResponse
            {
                ListeningCoefficient = new V3.ListeningCoefficient
                {
                    Coefficient = Ledger(context, request.TopicId).ListeningCoefficients.GetValueOrDefault(request.Reputer, Dec.One).ToWireString(),
                },
            });
    }

    /// <summary>What the arithmetic has stored of a topic; nothing for an unknown topic.</summary>
    public static TopicLedger Ledger(QueryContext context, ulong topicId) => context.Find(topicId)?.Ledger ?? TopicLedger.Empty;

    private static void RegisterPairs(QueryRouter router)
    {
        router.Handle<GetOneInForecasterNetworkRegretRequest, GetOneInForecasterNetworkRegretResponse>("GetOneInForecasterNetworkRegret", static (context, request) =>
            new GetOneInForecasterNetworkRegretResponse
            {
                Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.OneInForecaster, (request.Forecaster, request.Inferer)),
            });
        router.Handle<GetOneOutInfererInfererNetworkRegretRequest, GetOneOutInfererInfererNetworkRegretResponse>("GetOneOutInfererInfererNetworkRegret", static (context, request) =>
            new GetOneOutInfererInfererNetworkRegretResponse
            {
                Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.OneOutInfererInferer, (request.OneOutInferer, request.Inferer)),
            });
        router.Handle<GetOneOutInfererForecasterNetworkRegretRequest, GetOneOutInfererForecasterNetworkRegretResponse>("GetOneOutInfererForecasterNetworkRegret", static (context, request) =>
            new GetOneOutInfererForecasterNetworkRegretResponse
            {
                Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.OneOutInfererForecaster, (request.OneOutInferer, request.Forecaster)),
            });
        router.Handle<GetOneOutForecasterInfererNetworkRegretRequest, GetOneOutForecasterInfererNetworkRegretResponse>("GetOneOutForecasterInfererNetworkRegret", static (context, request) =>
            new GetOneOutForecasterInfererNetworkRegretResponse
            {
                Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.OneOutForecasterInferer, (request.OneOutForecaster, request.Inferer)),
            });
        router.Handle<GetOneOutForecasterForecasterNetworkRegretRequest, GetOneOutForecasterForecasterNetworkRegretResponse>("GetOneOutForecasterForecasterNetworkRegret", static (context, request) =>
            new GetOneOutForecasterForecasterNetworkRegretResponse
            {
                Regret = Read(context, request.TopicId, static ledger => ledger.Regrets.OneOutForecasterForecaster, (request.OneOutForecaster, request.Forecaster)),
            });
    }

    private static V3.TimestampedValue Read<TKey>(
        QueryContext context, ulong topicId, Func<TopicLedger, ImmutableDictionary<TKey, TimestampedValue>> family, TKey key)
        where TKey : notnull
    {
        var ledger = Ledger(context, topicId);
        return family(ledger).TryGetValue(key, out var regret)
            ? new V3.TimestampedValue { BlockHeight = regret.BlockHeight, Value = regret.Value.ToWireString() }
            : new V3.TimestampedValue { Value = ledger.InitialRegret.ToWireString() };
    }
}
