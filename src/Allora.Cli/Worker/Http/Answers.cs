using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Cli.Running;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Http;

/// <summary>Answers of programs, read exactly: a number goes on chain as it was written.</summary>
internal static partial class Answers
{
    private const int Longest = 80;

    /// <summary>A number as plain text, or in quotes.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static ChainDecimal Number(string text, string who)
    {
        try
        {
            return ChainDecimal.Parse(text.Trim('"'));
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{who} must answer a number, not \"{Shown.Short(text, Longest)}\"", wrong);
        }
    }

    /// <summary>
    /// A number that may have commas between its thousands, as on price pages. A comma anywhere else is refused: "0,25" would otherwise be 25.
    /// </summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static ChainDecimal Truth(string text, string who)
    {
        var plain = text.Replace("\"", "", StringComparison.Ordinal).Trim();
        return Number(Thousands().IsMatch(plain) ? plain.Replace(",", "", StringComparison.Ordinal) : plain, who);
    }

    /// <summary>[{"label": "up", "value": "0.5"}, ...]</summary>
    public static Dictionary<string, ChainDecimal> Labels(string text, string who, Func<string, string, ChainDecimal>? number = null) => Read(
        text,
        $"{who} must answer [{{\"label\": \"...\", \"value\": \"...\"}}, ...]",
        root => root.EnumerateArray().ToDictionary(static item => item.GetProperty("label").GetString() ?? "", item => (number ?? Number)(item.GetProperty("value").GetRawText(), who)));

    /// <summary>{"allo1...": 0.1, "allo1...": ["0.2"]}: of a list the first number counts, and an inferer with an empty list is left out.</summary>
    public static List<KeyValuePair<string, ChainDecimal>> ByAddress(string text, string who) => Read(
        text,
        $"{who} must answer {{\"allo1...\": [number], ...}}",
        root => root.EnumerateObject().Where(static one => !IsEmpty(one.Value)).Select(one => KeyValuePair.Create(one.Name, Number(First(one.Value).GetRawText(), who))).ToList());

    /// <summary>One field of an object.</summary>
    public static T Field<T>(string text, string name, string who, Func<JsonElement, T> read) =>
        Read(text, $"{who} must answer {{\"{name}\": ...}}", root => read(root.GetProperty(name)));

    private static JsonElement First(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value[0] : value;

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    private static T Read<T>(string text, string expected, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"{expected}, not \"{Shown.Short(text, Longest)}\"", wrong);
        }
    }

    [GeneratedRegex(@"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?\z")]
    private static partial Regex Thousands();
}
