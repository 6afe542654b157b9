using System.Text.Json;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker;

/// <summary>What programs answer, read exactly: a number goes on chain as it was written.</summary>
internal static class Answers
{
    private const int Shown = 80;

    public static ChainDecimal Number(string text, string who)
    {
        try
        {
            return ChainDecimal.Parse(text.Trim('"'));
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{who} must answer a number, not \"{(text.Length > Shown ? text[..Shown] + "..." : text)}\"", wrong);
        }
    }

    /// <summary>[{"label": "up", "value": "0.5"}, ...]</summary>
    public static Dictionary<string, ChainDecimal> Labels(string text, string who) => Read(
        text,
        $"{who} must answer [{{\"label\": \"...\", \"value\": \"...\"}}, ...]",
        root => root.EnumerateArray().ToDictionary(static item => item.GetProperty("label").GetString() ?? "", item => Number(item.GetProperty("value").GetRawText(), who)));

    /// <summary>{"allo1...": 0.1, "allo1...": ["0.2"]}: of a list the first number counts.</summary>
    public static List<KeyValuePair<string, ChainDecimal>> ByAddress(string text, string who) => Read(
        text,
        $"{who} must answer {{\"allo1...\": [number], ...}}",
        root => root.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Number(First(one.Value).GetRawText(), who))).ToList());

    /// <summary>One field of an object.</summary>
    public static T Field<T>(string text, string name, string who, Func<JsonElement, T> read) =>
        Read(text, $"{who} must answer {{\"{name}\": ...}}", root => read(root.GetProperty(name)));

    private static JsonElement First(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value[0] : value;

    private static T Read<T>(string text, string expected, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"{expected}: {wrong.Message}", wrong);
        }
    }
}
