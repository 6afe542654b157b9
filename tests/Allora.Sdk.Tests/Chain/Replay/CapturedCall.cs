using System.Text.Json;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Allora.TestData;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Replay;

/// <summary>One gRPC call that was recorded from a real node: what was asked and what came back.</summary>
internal sealed record CapturedCall(string Name, string Method, byte[] Request, ReplayAnswer Answer, JsonElement Json)
{
    public static readonly IReadOnlyList<string> Files =
    [
        "cosmos-grpc.json", "emissions-grpc.json", "feemarket-and-labels.json", "older-node.json", "pending-and-grants.json",
        "refused-in-block.json", "reputer-grpc.json",
    ];

    private static readonly JsonParser Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Lazy<IReadOnlyList<CapturedCall>> Loaded = new(() => [.. Files.SelectMany(Load)]);

    public static IReadOnlyList<CapturedCall> All => Loaded.Value;

    /// <summary>The method without its service.</summary>
    public string ShortMethod => Method[(Method.LastIndexOf('/') + 1)..];

    public bool Succeeded => Answer.Status == StatusCode.OK;

    /// <summary>The reply as the recorder read it.</summary>
    public JsonElement Response => Json.GetProperty("response");

    public static CapturedCall Get(string name) => All.Single(call => call.Name == name);

    public static IEnumerable<CapturedCall> Of(string shortMethod) => All.Where(call => call.ShortMethod == shortMethod);

    public override string ToString() => Name;

    private static IEnumerable<CapturedCall> Load(string file) =>
        from entry in Data.Capture(file).EnumerateArray()
        where Text(entry, "transport") == "grpc"
        // Two files use the same name for what two versions of the chain answered.
        let name = (file == "older-node.json" ? "older-" : "") + Text(entry, "name")
        select new CapturedCall(name, Text(entry, "method"), entry.GetProperty("request_base64").GetBytesFromBase64(), AnswerOf(entry), entry);

    private static ReplayAnswer AnswerOf(JsonElement entry)
    {
        var height = entry.GetProperty("metadata").TryGetProperty("initial_metadata", out var initial)
            ? initial.EnumerateArray().Single(pair => pair[0].GetString() == "x-cosmos-block-height")[1].GetString()
            : null;
        return entry.TryGetProperty("status", out var status)
            ? ReplayAnswer.Fail((StatusCode)status.GetProperty("value").GetInt32(), Text(status, "message"))
            : ReplayAnswer.Reply(BytesOf(entry), height);
    }

    // The node's description of itself was shortened by its recorder, so only the readable form of it is there.
    private static byte[] BytesOf(JsonElement entry) => entry.TryGetProperty("response_base64", out var bytes)
        ? bytes.GetBytesFromBase64()
        : Lenient.Parse<GetNodeInfoResponse>(entry.GetProperty("response").GetRawText()).ToByteArray();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
