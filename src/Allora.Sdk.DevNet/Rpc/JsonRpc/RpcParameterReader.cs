using System.Text;
using System.Text.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Converts the "params" of a JSON request, which may be a map or a list.</summary>
internal static class RpcParameterReader
{
    public static RpcArguments Read(IReadOnlyList<RpcParameter> parameters, JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Object => ReadMap(parameters, given),
        JsonValueKind.Array => ReadList(parameters, given),
        JsonValueKind.Null => new RpcArguments(new object?[parameters.Count]),
        _ => throw new RpcParameterException(
            $"unknown type for JSON params: json: cannot unmarshal {RpcRequestReader.Kind(given)} into Go value of type []json.RawMessage. Expected map or array"),
    };

    private static RpcArguments ReadMap(IReadOnlyList<RpcParameter> parameters, JsonElement map)
    {
        var values = new object?[parameters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (map.TryGetProperty(parameters[i].Name, out var value))
                values[i] = RpcValueReader.Read(parameters[i], value);
        }

        return new RpcArguments(values);
    }

    private static RpcArguments ReadList(IReadOnlyList<RpcParameter> parameters, JsonElement list)
    {
        if (list.GetArrayLength() != parameters.Count)
            throw new RpcParameterException(WrongCount(parameters, list));
        var values = new object?[parameters.Count];
        var i = 0;
        foreach (var value in list.EnumerateArray())
        {
            values[i] = RpcValueReader.Read(parameters[i], value);
            i++;
        }

        return new RpcArguments(values);
    }

    // Go prints the raw JSON of each value as a list of bytes.
    private static string WrongCount(IReadOnlyList<RpcParameter> parameters, JsonElement list)
    {
        var names = string.Join(' ', parameters.Select(p => p.Name));
        var values = list.EnumerateArray().Select(v => "[" + string.Join(' ', Encoding.UTF8.GetBytes(v.GetRawText())) + "]");
        return $"expected {parameters.Count} parameters ([{names}]), got {list.GetArrayLength()} ([{string.Join(' ', values)}])";
    }
}
