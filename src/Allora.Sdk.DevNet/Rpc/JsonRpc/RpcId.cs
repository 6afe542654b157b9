using System.Globalization;
using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>A request's id as JSON, ready to be written back.</summary>
internal readonly record struct RpcId(string? Json)
{
    /// <summary>No id: the field is left out.</summary>
    public static readonly RpcId None;

    /// <summary>The id of answers to GET requests, and to calls that made the node's handler panic.</summary>
    public static readonly RpcId Dummy = new("-1");

    public bool IsMissing => Json is null;

    /// <summary>Reads an id; <paramref name="error"/> is set when it is neither a text nor a number.</summary>
    public static RpcId Read(JsonElement element, out string? error)
    {
        error = null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return None;
            case JsonValueKind.String:
                return new(Encoding.UTF8.GetString(GoJson.Build(element, static (e, writer) => writer.WriteStringValue(e.GetString()))));
            case JsonValueKind.Number:
                return new(((long)element.GetDouble()).ToString(CultureInfo.InvariantCulture));
            default:
                error = "json-rpc ID (" + Describe(element) + ")";
                return None;
        }
    }

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => "true) is of unknown type (bool",
        JsonValueKind.False => "false) is of unknown type (bool",
        JsonValueKind.Array => element.GetRawText() + ") is of unknown type ([]interface {}",
        _ => "map[]) is of unknown type (map[string]interface {}",
    };
}
