using System.Text;
using Allora.Sdk.DevNet.Rpc.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Builds a method's request from body, path and query. Refusals carry a node's texts.</summary>
internal static class RequestReader
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithTypeRegistry(KnownTypes.Registry));

    public static IMessage Read(Route route, IReadOnlyList<KeyValuePair<string, string>> parameters, IQueryCollection query, byte[] body)
    {
        var request = route.HasBody
            ? ReadBody(route, body)
            : route.Method.InputType.Parser.ParseFrom(ByteString.Empty);
        foreach (var (name, value) in parameters)
            BindPath(request, name, value);
        if (route.HasBody)
            return request;
        foreach (var (name, values) in query)
        {
            if (!parameters.Any(p => p.Key == name))
                FieldBinder.Bind(request, name, values);
        }

        return request;
    }

    private static void BindPath(IMessage request, string name, string value)
    {
        try
        {
            FieldBinder.Bind(request, name, [value]);
        }
        catch (FormatException refusal)
        {
            throw new FormatException($"type mismatch, parameter: {name}, error: {refusal.Message}");
        }
    }

    private static IMessage ReadBody(Route route, byte[] body)
    {
        if (GoJsonSyntax.DecoderError(body, out var length) is { } error)
            return error == "EOF" ? route.Method.InputType.Parser.ParseFrom(ByteString.Empty) : throw new FormatException(error);
        try
        {
            return Parser.Parse(Encoding.UTF8.GetString(body, 0, length), route.Method.InputType);
        }
        catch (Exception refusal) when (refusal is InvalidProtocolBufferException or InvalidJsonException or FormatException or InvalidOperationException)
        {
            throw new FormatException(refusal.Message);
        }
    }
}
