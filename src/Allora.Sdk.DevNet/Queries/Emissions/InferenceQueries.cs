using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Protos.Emissions.V10;
using NetworkInferenceBundle = Allora.Sdk.Protos.Emissions.V10.NetworkInferenceBundle;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>What was submitted, and what the network made of it.</summary>
internal static class InferenceQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetWorkerLatestInputInferenceByTopicIdRequest, GetWorkerLatestInputInferenceByTopicIdResponse>(
            "GetWorkerLatestInputInferenceByTopicId",
            static (context, request) => new GetWorkerLatestInputInferenceByTopicIdResponse
            {
                LatestInputInference = Latest(context, request.TopicId, request.WorkerAddress)?.Input
                    ?? throw QueryException.NotFound($"latest input inference not found for topic {request.TopicId} worker {request.WorkerAddress}"),
            });
        router.Handle<GetInferencesAtBlockRequest, GetInferencesAtBlockResponse>("GetInferencesAtBlock", static (context, request) =>
            new GetInferencesAtBlockResponse { Inferences = Inferences(Closed(context, request.TopicId, request.BlockHeight)) });
        router.Handle<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>("GetLatestTopicInferences", static (context, request) =>
        {
            var epoch = LatestClosed(context, request.TopicId);
            return new GetLatestTopicInferencesResponse { Inferences = Inferences(epoch), BlockHeight = epoch?.Nonce ?? 0 };
        });
        router.Handle<GetForecastsAtBlockRequest, GetForecastsAtBlockResponse>("GetForecastsAtBlock", static (context, request) =>
        {
            var forecasts = new V3.Forecasts();
            if (Closed(context, request.TopicId, request.BlockHeight) is { } epoch)
                forecasts.Forecasts_.AddRange(epoch.CommittedForecasts.Select(one => Shown(epoch.Forecasts[one.Forecaster].Input, one.Elements)));
            return new GetForecastsAtBlockResponse { Forecasts = forecasts };
        });
        router.Handle<GetLatestNetworkInferencesRequest, GetLatestNetworkInferencesResponse>("GetLatestNetworkInferences", static (context, request) =>
            new GetLatestNetworkInferencesResponse
            {
                NetworkInferences = Network(request.TopicId, LatestClosed(context, request.TopicId)),
                InferenceBlockHeight = LatestClosed(context, request.TopicId)?.Nonce ?? 0,
            });
        router.Handle<GetLatestNetworkInferencesOutlierResistantRequest, GetLatestNetworkInferencesOutlierResistantResponse>(
            "GetLatestNetworkInferencesOutlierResistant",
            static (context, request) => new GetLatestNetworkInferencesOutlierResistantResponse
            {
                NetworkInferences = OutlierResistant(context, request.TopicId, LatestClosed(context, request.TopicId), QueryException.Invalid),
                InferenceBlockHeight = LatestClosed(context, request.TopicId)?.Nonce ?? 0,
            });
        router.Handle<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse>("GetNetworkInferencesAtBlock", static (context, request) =>
            new GetNetworkInferencesAtBlockResponse
            {
                NetworkInferences = Network(request.TopicId, Closed(context, request.TopicId, request.BlockHeightLastInference)),
            });
        router.Handle<GetNetworkInferencesAtBlockOutlierResistantRequest, GetNetworkInferencesAtBlockOutlierResistantResponse>(
            "GetNetworkInferencesAtBlockOutlierResistant",
            static (context, request) => new GetNetworkInferencesAtBlockOutlierResistantResponse
            {
                NetworkInferences = OutlierResistant(
                    context,
                    request.TopicId,
                    Closed(context, request.TopicId, request.BlockHeightLastInference),
                    static what => QueryException.Module("sdk", 18, $"invalid request: {what}")),
            });
    }

    /// <summary>The own submission is shown while its window is open, and not after.</summary>
    internal static InferenceRecord? Latest(QueryContext context, ulong topicId, string worker)
    {
        var topic = context.Find(topicId);
        return topic?.WorkerNonces
            .Select(window => topic.EpochOf(window.Nonce).Inferences.GetValueOrDefault(worker))
            .FirstOrDefault(static record => record is not null);
    }

    internal static Epoch? LatestClosed(QueryContext context, ulong topicId) =>
        context.Find(topicId)?.Epochs.Values.LastOrDefault(static epoch => epoch.IsClosed);

    internal static Epoch? Closed(QueryContext context, ulong topicId, long nonce) =>
        context.Find(topicId)?.Epochs.GetValueOrDefault(nonce) is { IsClosed: true } epoch ? epoch : null;

    private static NetworkInferenceBundle Network(ulong topicId, Epoch? epoch) => epoch?.Network ?? new NetworkInferenceBundle { TopicId = topicId };

    private static NetworkInferenceBundle OutlierResistant(QueryContext context, ulong topicId, Epoch? epoch, Func<string, QueryException> refused) =>
        context.Find(topicId)?.Definition.OutputArity == TopicOutputArity.Multi
            ? throw refused("outlier resistant network inferences are not supported for multi-label topics")
            : epoch?.OutlierResistant ?? new NetworkInferenceBundle { TopicId = topicId };

    private static Inferences Inferences(Epoch? epoch)
    {
        var inferences = new Inferences();
        foreach (var record in epoch?.ActiveInferers.Select(worker => epoch.Inferences[worker]) ?? [])
        {
            var shown = new Inference
            {
                TopicId = record.Input.TopicId,
                BlockHeight = record.Input.BlockHeight,
                Inferer = record.Input.Inferer,
                ExtraData = record.Input.ExtraData,
                Proof = record.Input.Proof,
            };
            shown.Values.AddRange(epoch!.Labels.Select(label => record.ValueOf(label)?.ToString() ?? "0"));
            inferences.Inferences_.Add(shown);
        }

        return inferences;
    }

    private static V3.Forecast Shown(InputForecast input, IEnumerable<ForecastElement> elements)
    {
        var forecast = new V3.Forecast
        {
            TopicId = input.TopicId,
            BlockHeight = input.BlockHeight,
            Forecaster = input.Forecaster,
            ExtraData = input.ExtraData,
        };
        forecast.ForecastElements.AddRange(elements.Select(static element =>
            new V3.ForecastElement { Inferer = element.Inferer, Value = element.Value.ToWireString() }));
        return forecast;
    }
}
