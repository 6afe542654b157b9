using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;
using Grpc.Core;
using static Allora.Sdk.DevNet.Rpc.JsonRpc.RpcParameterKind;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>abci_query: gRPC methods by their path. Raw stores are refused, since DevNet keeps none.</summary>
internal static class AbciQuery
{
    private const uint UnknownRequest = 6;
    private const uint InvalidRequest = 18;
    private const uint KeyNotFound = 22;
    private const uint InvalidHeight = 26;

    public static IEnumerable<RpcMethod> Of(INode node) =>
    [
        RpcMethod.Of(
            "abci_query",
            [new("path", Text), new("data", Hex), new("height", Long), new("prove", Bool)],
            (arguments, result) => Write(node, arguments, result)),
    ];

    private static void Write(INode node, RpcArguments arguments, Utf8JsonWriter result)
    {
        var height = arguments.Int(2) ?? 0;
        var answer = Ask(node, arguments.Text(0), arguments.Bytes(1), height);
        result.WriteStartObject();
        result.WriteStartObject("response"u8);
        result.WriteNumber("code"u8, answer.Code);
        result.WriteString("log"u8, answer.Log);
        result.WriteString("info"u8, ""u8);
        result.WriteString("index"u8, "0"u8);
        result.WriteNull("key"u8);
        result.Base64("value"u8, answer.Value);
        result.WriteNull("proofOps"u8);
        result.Int64("height"u8, answer.Height);
        result.WriteString("codespace"u8, answer.Code == 0 ? "" : "sdk");
        result.WriteEndObject();
        result.WriteEndObject();
    }

    private static Answer Ask(INode node, string path, byte[] data, long height)
    {
        if (path.Length == 0)
            return Answer.Refused(UnknownRequest, "no query path provided: unknown request", height);
        if (node.Router.Find(path) is not null)
            return Translate(node.Query(path, data, height == 0 ? null : height), height);
        var parts = path.TrimStart('/').Split('/');
        return parts[0] switch
        {
            "app" when parts.Length > 1 && parts[1] == "version" => new(0, "", Encoding.UTF8.GetBytes(node.Version), height),
            "app" => Answer.Refused(UnknownRequest, $"unknown query: {path}: unknown request", height),
            "store" => Answer.Refused(UnknownRequest, $"no such store: {(parts.Length > 1 ? parts[1] : "")}: unknown request", height),
            _ => Answer.Refused(UnknownRequest, "unknown query path: unknown request", height),
        };
    }

    private static Answer Translate(QueryResult answer, long asked)
    {
        if (answer.IsOk)
            return new(0, "", answer.Value, answer.Height);
        if (answer is { Codespace: "sdk", Code: InvalidHeight })
            return Answer.Refused(InvalidHeight, "cannot query with height in the future; please provide a valid height: invalid height", asked);
        var (code, suffix) = answer.Status switch
        {
            StatusCode.NotFound => (KeyNotFound, "key not found"),
            StatusCode.InvalidArgument or StatusCode.FailedPrecondition => (InvalidRequest, "invalid request"),
            _ => (UnknownRequest, "unknown request"),
        };
        var text = answer.Codespace.Length > 0
            ? Bare(answer)
            : $"rpc error: code = {answer.Status} desc = {answer.Message}";
        return Answer.Refused(code, $"{text}: {suffix}", asked);
    }

    private static string Bare(QueryResult answer)
    {
        var prefix = $"codespace {answer.Codespace} code {answer.Code}: ";
        return answer.Message.StartsWith(prefix, StringComparison.Ordinal) ? answer.Message[prefix.Length..] : answer.Message;
    }

    private readonly record struct Answer(uint Code, string Log, byte[] Value, long Height)
    {
        public static Answer Refused(uint code, string log, long height) => new(code, log, [], height);
    }
}
