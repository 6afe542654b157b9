using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>v9's queries: most are v10's with the fields that v9 does not have left out; inferences are plain numbers there.</summary>
internal static class OlderQueries
{
    public static void Adapt(QueryRouter from, QueryRouter to)
    {
        var service = V9.QueryService.Descriptor;
        foreach (var newer in from.Methods)
        {
            if (service.FindMethodByName(newer.Descriptor.Name) is not { } older)
                continue;
            var reply = older.OutputType.Parser.WithDiscardUnknownFields(true);
            to.Add(new QueryMethod
            {
                FullName = $"/{service.FullName}/{older.Name}",
                Descriptor = older,
                RequestParser = older.InputType.Parser,
                Handler = (context, bytes) => reply.ParseFrom(newer.Handler(context, bytes)).ToByteArray(),
            });
        }

        Scalars(to, service);
        ScoreQueries.RegisterV9(to);
    }

    private static void Scalars(QueryRouter router, ServiceDescriptor service)
    {
        router.Handle<V9.GetParamsRequest, V9.GetParamsResponse>(service, "GetParams", static (context, _) =>
        {
            var parameters = context.State.Emissions.Params.Clone();
            // v9 has no labels.
            (parameters.MaxCanonicalLabelByteLength, parameters.MaxTopicLabelWhitelistSize, parameters.MaxEpochLabelRegistrySize) = (0, 0, 0);
            return new V9.GetParamsResponse { Params = parameters };
        });
        router.Handle<V9.GetWorkerLatestInferenceByTopicIdRequest, V9.GetWorkerLatestInferenceByTopicIdResponse>(
            service,
            "GetWorkerLatestInferenceByTopicId",
            static (context, request) => new V9.GetWorkerLatestInferenceByTopicIdResponse
            {
                LatestInference = InferenceQueries.Latest(context, request.TopicId, request.WorkerAddress) is { } record
                    ? Shown(record)
                    : throw QueryException.Unknown($"collections: not found: key '(\"{request.TopicId}\", \"{request.WorkerAddress}\")' of type github.com/cosmos/gogoproto/emissions.v3.Inference"),
            });
        router.Handle<V9.GetInferencesAtBlockRequest, V9.GetInferencesAtBlockResponse>(service, "GetInferencesAtBlock", static (context, request) =>
            new V9.GetInferencesAtBlockResponse { Inferences = Inferences(InferenceQueries.Closed(context, request.TopicId, request.BlockHeight)) });
        router.Handle<V9.GetLatestTopicInferencesRequest, V9.GetLatestTopicInferencesResponse>(service, "GetLatestTopicInferences", static (context, request) =>
        {
            var epoch = InferenceQueries.LatestClosed(context, request.TopicId);
            return new V9.GetLatestTopicInferencesResponse { Inferences = Inferences(epoch), BlockHeight = epoch?.Nonce ?? 0 };
        });
        router.Handle<V9.GetLatestNetworkInferencesRequest, V9.GetLatestNetworkInferencesResponse>(service, "GetLatestNetworkInferences", static (context, request) =>
        {
            var epoch = InferenceQueries.LatestClosed(context, request.TopicId);
            return new V9.GetLatestNetworkInferencesResponse { NetworkInferences = Bundle(request.TopicId, epoch), InferenceBlockHeight = epoch?.Nonce ?? 0 };
        });
        router.Handle<V9.GetLatestNetworkInferencesOutlierResistantRequest, V9.GetLatestNetworkInferencesOutlierResistantResponse>(
            service,
            "GetLatestNetworkInferencesOutlierResistant",
            static (context, request) =>
            {
                var epoch = InferenceQueries.LatestClosed(context, request.TopicId);
                return new V9.GetLatestNetworkInferencesOutlierResistantResponse
                {
                    NetworkInferences = Bundle(request.TopicId, epoch, outlierResistant: true),
                    InferenceBlockHeight = epoch?.Nonce ?? 0,
                };
            });
        router.Handle<V9.GetNetworkInferencesAtBlockRequest, V9.GetNetworkInferencesAtBlockResponse>(service, "GetNetworkInferencesAtBlock", static (context, request) =>
            new V9.GetNetworkInferencesAtBlockResponse
            {
                NetworkInferences = Bundle(request.TopicId, InferenceQueries.Closed(context, request.TopicId, request.BlockHeightLastInference)),
            });
        router.Handle<V9.GetNetworkInferencesAtBlockOutlierResistantRequest, V9.GetNetworkInferencesAtBlockOutlierResistantResponse>(
            service,
            "GetNetworkInferencesAtBlockOutlierResistant",
            static (context, request) => new V9.GetNetworkInferencesAtBlockOutlierResistantResponse
            {
                NetworkInferences = Bundle(request.TopicId, InferenceQueries.Closed(context, request.TopicId, request.BlockHeightLastInference), outlierResistant: true),
            });
    }

    private static V3.Inferences Inferences(Epoch? epoch)
    {
        var inferences = new V3.Inferences();
        inferences.Inferences_.AddRange(epoch?.ActiveInferers.Select(worker => Shown(epoch.Inferences[worker])) ?? []);
        return inferences;
    }

    private static V3.Inference Shown(InferenceRecord record) => new()
    {
        TopicId = record.Input.TopicId,
        BlockHeight = record.Input.BlockHeight,
        Inferer = record.Input.Inferer,
        Value = record.Values[0].Value.ToString(),
        ExtraData = record.Input.ExtraData,
        Proof = record.Input.Proof,
    };

    private static V3.ValueBundle Bundle(ulong topicId, Epoch? epoch, bool outlierResistant = false)
    {
        var bundle = new V3.ValueBundle { TopicId = topicId };
        if ((outlierResistant ? epoch?.OutlierResistant : epoch?.Network) is not { } network || epoch is null)
            return bundle;
        bundle.ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = epoch.Nonce } };
        bundle.Reputer = LossBundles.Nobody;
        bundle.CombinedValue = network.CombinedValue[0].Value;
        bundle.NaiveValue = network.NaiveValue[0].Value;
        bundle.InfererValues.AddRange(network.InfererValues.Select(static own =>
            new V3.WorkerAttributedValue { Worker = own.Worker, Value = own.Values[0].Value }));
        bundle.OneOutInfererValues.AddRange(network.OneOutInfererValues.Select(static without =>
            new V3.WithheldWorkerAttributedValue { Worker = without.WithheldInferer, Value = without.CombinedInference[0].Value }));
        bundle.ForecasterValues.AddRange(network.ForecasterValues.Select(static own =>
            new V3.WorkerAttributedValue { Worker = own.Worker, Value = own.Values[0].Value }));
        bundle.OneOutForecasterValues.AddRange(network.OneOutForecasterValues.Select(static without =>
            new V3.WithheldWorkerAttributedValue { Worker = without.WithheldForecaster, Value = without.CombinedInference[0].Value }));
        bundle.OneInForecasterValues.AddRange(network.OneInForecasterValues.Select(static within =>
            new V3.WorkerAttributedValue { Worker = within.Forecaster, Value = within.CombinedInference[0].Value }));
        foreach (var group in network.OneOutInfererForecasterValues.GroupBy(static one => one.Forecaster, StringComparer.Ordinal))
        {
            var both = new V3.OneOutInfererForecasterValues { Forecaster = group.Key };
            both.OneOutInfererValues.AddRange(group.Select(static one =>
                new V3.WithheldWorkerAttributedValue { Worker = one.WithheldInferer, Value = one.CombinedInference[0].Value }));
            bundle.OneOutInfererForecasterValues.Add(both);
        }

        return bundle;
    }
}
