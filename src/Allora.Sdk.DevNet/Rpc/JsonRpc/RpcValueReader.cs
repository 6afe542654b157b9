using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Converts one JSON value as the node's own JSON reader does: 64-bit numbers are texts, bytes are base64 or hexadecimal.</summary>
internal static class RpcValueReader
{
    public static object? Read(RpcParameter parameter, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return parameter.Kind switch
        {
            RpcParameterKind.Long or RpcParameterKind.Int => ReadNumber(parameter, value),
            RpcParameterKind.Bool => ReadBool(parameter, value),
            RpcParameterKind.Text => ReadText(parameter, value),
            RpcParameterKind.Bytes => ReadBase64(parameter, value),
            _ => ReadHex(value),
        };
    }

    private static long ReadNumber(RpcParameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new RpcParameterException($"invalid 64-bit integer encoding {GoQuote.Text(value.GetRawText())}, expected string");
        var text = value.GetString()!;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text[0] != '+')
            return number;
        var syntax = GoJsonSyntax.UnmarshalError(System.Text.Encoding.UTF8.GetBytes(text));
        throw new RpcParameterException(syntax ?? NotANumber(text, parameter));
    }

    private static string NotANumber(string text, RpcParameter parameter)
    {
        var json = GoJsonParser.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        var kind = RpcRequestReader.Kind(json);
        return kind == "number"
            ? $"json: cannot unmarshal number {text} into Go value of type {parameter.GoType}"
            : WrongKind(parameter, json);
    }

    private static bool ReadBool(RpcParameter parameter, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new RpcParameterException(WrongKind(parameter, value)),
    };

    private static string ReadText(RpcParameter parameter, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new RpcParameterException(WrongKind(parameter, value));

    private static byte[] ReadBase64(RpcParameter parameter, JsonElement value)
    {
        var text = ReadText(parameter, value);
        return GoText.TryBase64(text, out var bytes, out var error) ? bytes : throw new RpcParameterException(error);
    }

    private static byte[] ReadHex(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new RpcParameterException("invalid hex string: " + value.GetRawText());
        return GoText.TryHex(value.GetString()!, out var bytes, out var error) ? bytes : throw new RpcParameterException(error);
    }

    private static string WrongKind(RpcParameter parameter, JsonElement value) =>
        $"json: cannot unmarshal {RpcRequestReader.Kind(value)} into Go value of type {parameter.GoType}";
}
