using System.Text.Json;
using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V9;
using Allora.Sdk.Values;
using Allora.TestData;
using Google.Protobuf;
using GetTopicResponse = Allora.Sdk.Protos.Emissions.V10.GetTopicResponse;
using InputWorkerDataBundle = Allora.Sdk.Protos.Emissions.V10.InputWorkerDataBundle;
using InsertReputerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertReputerPayloadRequest;
using InsertWorkerPayloadRequest = Allora.Sdk.Protos.Emissions.V10.InsertWorkerPayloadRequest;
using TopicOutputArity = Allora.Sdk.Protos.Emissions.V10.TopicOutputArity;

namespace Allora.Sdk.Tests.Payloads;

/// <summary>The payloads of captured transactions, by the capture's name, and the topics that they were for.</summary>
internal static class CapturedMessages
{
    private static readonly string[] Files = ["emissions-grpc.json", "feemarket-and-labels.json", "refused-in-block.json", "reputer-grpc.json"];

    /// <summary>Every gRPC call; the first here, since what follows is read from it.</summary>
    public static IEnumerable<JsonElement> All { get; } = [.. Files.SelectMany(file => Data.Capture(file).EnumerateArray()).Where(call => call.TryGetProperty("request_base64", out _))];

    /// <summary>Topic 1 of the captures: MULTI, labels up, down, flat, at most three, unity within 0.001.</summary>
    public static TopicInfo Multi { get; } = TopicOf("multi-topic");

    /// <summary>Topic 2 of the captures: SINGLE.</summary>
    public static TopicInfo Single { get; } = TopicOf("topic-mid-run");

    public static JsonElement Find(string name) => All.Single(call => call.Text("name") == name);

    /// <summary>What a node said about it, empty where it had nothing against it.</summary>
    public static string Refusal(JsonElement call)
    {
        if (call.TryGetProperty("status", out var status))
            return status.Text("message");
        return call.Text("method").EndsWith("/GetTx", StringComparison.Ordinal)
            ? GetTxResponse.Parser.ParseFrom(call.GetProperty("response_base64").GetBytesFromBase64()).TxResponse is { Code: not 0 } failed ? failed.RawLog : ""
            : "";
    }

    public static InputWorkerDataBundle Worker(string name) => InsertWorkerPayloadRequest.Parser.ParseFrom(MessageOf(Find(name))).WorkerDataBundle;

    public static InputReputerValueBundle Reputer(string name) => InsertReputerPayloadRequest.Parser.ParseFrom(MessageOf(Find(name))).ReputerValueBundle;

    public static ByteString MessageOf(JsonElement call)
    {
        var body = call.Text("method").EndsWith("/GetTx", StringComparison.Ordinal)
            ? GetTxResponse.Parser.ParseFrom(call.GetProperty("response_base64").GetBytesFromBase64()).Tx.Body
            : TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(SimulateRequest.Parser.ParseFrom(call.Request()).TxBytes).BodyBytes);
        return body.Messages[0].Value;
    }

    /// <summary>The same payload as this SDK holds it before it is encoded.</summary>
    public static WorkerPayload Read(InputWorkerDataBundle data)
    {
        var (inference, forecast) = (data.InferenceForecastsBundle.Inference, data.InferenceForecastsBundle.Forecast);
        return new WorkerPayload
        {
            Worker = data.Worker,
            TopicId = data.TopicId,
            Nonce = data.Nonce.BlockHeight,
            Value = inference is { Values.Count: 0 } ? ChainDecimal.Parse(inference.Value) : null,
            Labels = inference is null ? [] : [.. inference.Values.Select(pair => KeyValuePair.Create(pair.Label, ChainDecimal.Parse(pair.Value)))],
            Forecasts = forecast is null ? [] : [.. forecast.ForecastElements.Select(pair => KeyValuePair.Create(pair.Inferer, ChainDecimal.Parse(pair.Value)))],
        };
    }

    public static ReputerBundle Read(InputValueBundle bundle) => new()
    {
        Reputer = bundle.Reputer,
        TopicId = bundle.TopicId,
        Nonce = bundle.ReputerRequestNonce.ReputerNonce.BlockHeight,
        Combined = ChainDecimal.Parse(bundle.CombinedValue),
        Naive = ChainDecimal.Parse(bundle.NaiveValue),
        Inferers = [.. bundle.InfererValues.Select(one => KeyValuePair.Create(one.Worker, ChainDecimal.Parse(one.Value)))],
    };

    private static TopicInfo TopicOf(string name)
    {
        var topic = GetTopicResponse.Parser.ParseFrom(Find(name).GetProperty("response_base64").GetBytesFromBase64()).Topic;
        return new TopicInfo
        {
            Id = topic.Id,
            Creator = topic.Creator,
            Metadata = topic.Metadata,
            LossMethod = topic.LossMethod,
            EpochLength = topic.EpochLength,
            GroundTruthLag = topic.GroundTruthLag,
            WorkerSubmissionWindow = topic.WorkerSubmissionWindow,
            EpochLastEnded = topic.EpochLastEnded,
            AllowNegative = topic.AllowNegative,
            IsMulti = topic.OutputArity == TopicOutputArity.Multi,
            RequireUnity = topic.RequireUnity,
            UnityTolerance = topic.UnityTolerance.Length == 0 ? ChainDecimal.Zero : ChainDecimal.ParseUnbounded(topic.UnityTolerance),
            MaxLabels = topic.MaxLabelsPerSubmission,
            LabelWhitelist = [.. topic.LabelWhitelist],
            LabelCaseSensitive = topic.LabelCaseSensitive,
            Schema = "v10",
        };
    }
}
