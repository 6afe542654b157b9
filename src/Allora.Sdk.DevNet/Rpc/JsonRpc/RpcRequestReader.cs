using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Reads requests, and refuses bad ones with the texts that Go's decoder would give.</summary>
internal static class RpcRequestReader
{
    private const string Shape =
        "struct { JSONRPC string \"json:\\\"jsonrpc\\\"\"; ID interface {} \"json:\\\"id,omitempty\\\"\"; "
        + "Method string \"json:\\\"method\\\"\"; Params json.RawMessage \"json:\\\"params\\\"\" }";

    /// <summary>Reads a POST body: one request or a batch.</summary>
    public static IReadOnlyList<RpcRequest> ReadBody(byte[] body, out bool isBatch, out string? error)
    {
        isBatch = false;
        error = GoJsonSyntax.UnmarshalError(body);
        if (error is not null)
            return [];
        var root = GoJsonParser.Parse(body);
        if (root.ValueKind == JsonValueKind.Null)
            return [];
        if (root.ValueKind == JsonValueKind.Array && TryReadBatch(root, out var batch))
        {
            isBatch = true;
            return batch;
        }

        var request = Read(root, out error);
        return request is null ? [] : [request];
    }

    /// <summary>Reads the request that a WebSocket message starts with.</summary>
    public static RpcRequest? ReadMessage(byte[] message, out string? error)
    {
        error = GoJsonSyntax.DecoderError(message, out var length);
        return error is null ? Read(GoJsonParser.Parse(message.AsMemory(0, length)), out error) : null;
    }

    private static bool TryReadBatch(JsonElement array, out List<RpcRequest> requests)
    {
        requests = [];
        foreach (var element in array.EnumerateArray())
        {
            if (Read(element, out _) is not { } request)
                return false;
            requests.Add(request);
        }

        return true;
    }

    private static RpcRequest? Read(JsonElement element, out string? error)
    {
        error = null;
        if (element.ValueKind == JsonValueKind.Null)
            return RpcRequest.Notification;
        if (element.ValueKind != JsonValueKind.Object)
        {
            error = $"json: cannot unmarshal {Kind(element)} into Go value of type {Shape}";
            return null;
        }

        Text(element, "jsonrpc", ref error);
        var method = Text(element, "method", ref error);
        if (error is not null)
            return null;
        var id = RpcId.Read(Field(element, "id"), out error);
        if (error is not null)
            return null;
        return id.IsMissing ? RpcRequest.Notification : new RpcRequest(id, method, Field(element, "params"));
    }

    private static string Text(JsonElement element, string name, ref string? error)
    {
        var field = Field(element, name);
        if (field.ValueKind == JsonValueKind.String)
            return field.GetString()!;
        if (field.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            error ??= $"json: cannot unmarshal {Kind(field)} into Go struct field .{name} of type string";
        return "";
    }

    // Go takes a field whatever its case, and the last one of several.
    private static JsonElement Field(JsonElement element, string name)
    {
        var found = default(JsonElement);
        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                found = property.Value;
        }

        return found;
    }

    /// <summary>Go's word for a kind of JSON value.</summary>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };
}
