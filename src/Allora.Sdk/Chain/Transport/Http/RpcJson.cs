using System.Globalization;
using System.Text.Json;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// Fields of CometBFT RPC replies. Gateways leave zero values out and write numbers as numbers or as text, so an absent field is zero or
/// empty, and both kinds of number are read. Anything else is a <see cref="JsonException"/> that names the field.
/// </summary>
internal static class RpcJson
{
    /// <summary>A part without which the reply means nothing.</summary>
    public static JsonElement Required(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Object } found ? found : throw new JsonException($"the reply has no {name}");

    /// <summary>A field's text; empty if it is absent.</summary>
    public static string Text(JsonElement element, string name) => Find(element, name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Unexpected(name),
    };

    /// <summary>Bytes in base64; empty if they are absent.</summary>
    public static byte[] Bytes(JsonElement element, string name) => Find(element, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } text when text.TryGetBytesFromBase64(out var bytes) => bytes,
        _ => throw Unexpected(name),
    };

    /// <summary>A number that is not negative; 0 if it is absent.</summary>
    public static long Number(JsonElement element, string name)
    {
        var text = Text(element, name);
        if (text.Length == 0)
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected(name);
    }

    /// <summary>The code of a result; 0 if it is absent.</summary>
    public static uint Code(JsonElement element) =>
        Number(element, "code") is var code and <= uint.MaxValue ? (uint)code : throw Unexpected("code");

    /// <summary>A truth value; false if it is absent.</summary>
    public static bool Flag(JsonElement element, string name) => Find(element, name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => throw Unexpected(name),
    };

    /// <summary>The objects of a list; none if it is absent.</summary>
    public static IEnumerable<JsonElement> List(JsonElement element, string name) => Find(element, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw Unexpected(name),
    };

    // Some servers write null for an absent field.
    private static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException($"the reply has a {element.ValueKind} in place of the object that holds {name}");
        return element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
    }

    private static JsonException Unexpected(string name) => new($"the reply's {name} is not of its kind");
}
