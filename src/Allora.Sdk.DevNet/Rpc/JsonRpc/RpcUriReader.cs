using System.Globalization;
using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc.JsonRpc;

/// <summary>Converts the query of a GET request: bare numbers, quoted texts, 0x for bytes, and otherwise JSON.</summary>
internal static class RpcUriReader
{
    public static RpcArguments Read(IReadOnlyList<RpcParameter> parameters, IQueryCollection query)
    {
        var values = new object?[parameters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var text = query.TryGetValue(parameters[i].Name, out var given) && given.Count > 0 ? given[0] : null;
            if (!string.IsNullOrEmpty(text))
                values[i] = ReadOne(parameters[i], text);
        }

        return new RpcArguments(values);
    }

    private static object? ReadOne(RpcParameter parameter, string text)
    {
        var wantsNumber = parameter.Kind is RpcParameterKind.Long or RpcParameterKind.Int;
        var wantsBytes = parameter.Kind is RpcParameterKind.Bytes or RpcParameterKind.Hex;
        if (wantsNumber && IsNumber(text))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new RpcParameterException($"json: cannot unmarshal number {text} into Go value of type {parameter.GoType}");
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ReadPrefixed(parameter, text[2..], wantsBytes);
        var json = Parse(text);
        return wantsBytes && json.ValueKind == JsonValueKind.String
            ? Encoding.UTF8.GetBytes(json.GetString()!)
            : RpcValueReader.Read(parameter, json);
    }

    private static object ReadPrefixed(RpcParameter parameter, string hex, bool wantsBytes)
    {
        if (!wantsBytes && parameter.Kind != RpcParameterKind.Text)
            throw new RpcParameterException($"got a hex string arg, but expected '{parameter.GoKind}'");
        if (!GoText.TryHex(hex, out var bytes, out var error))
            throw new RpcParameterException(error);
        return wantsBytes ? bytes : Encoding.UTF8.GetString(bytes);
    }

    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        return text.Length - digits.Length <= 1 && digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static JsonElement Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (GoJsonSyntax.UnmarshalError(bytes) is { } error)
            throw new RpcParameterException(error);
        return GoJsonParser.Parse(bytes);
    }
}
