using System.Globalization;
using System.Text.Json;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>An answer of CometBFT RPC: a result or an error.</summary>
internal readonly record struct RpcReply(JsonElement Result, RpcFailure? Error)
{
    /// <summary>Reads an answer. Returns null if it is not one.</summary>
    public static RpcReply? TryRead(byte[] body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                return new RpcReply(default, RpcFailure.Read(error));
            return root.TryGetProperty("result", out var result) ? new RpcReply(result, null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An error of CometBFT RPC; the cause is in its data.</summary>
internal sealed record RpcFailure(int Code, string Message, string Data)
{
    private const int InvalidParams = -32602;
    private const int MethodNotFound = -32601;

    public static RpcFailure Read(JsonElement error) => new(
        CodeOf(error),
        Text(error, "message"),
        Text(error, "data"));

    public RpcException ToException() => new(new Status(
        Code switch
        {
            InvalidParams => StatusCode.InvalidArgument,
            MethodNotFound => StatusCode.Unimplemented,
            _ => StatusCode.Unknown,
        },
        Data.Length > 0 ? Data : Message));

    private static int CodeOf(JsonElement error) => !error.TryGetProperty("code", out var code) ? 0 : code.ValueKind switch
    {
        JsonValueKind.Number when code.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(code.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
