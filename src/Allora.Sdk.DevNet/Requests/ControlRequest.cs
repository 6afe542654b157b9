using System.Text.Json;

namespace Allora.Sdk.DevNet.Requests;

/// <summary>One line of a control connection. What is missing or wrong is said in a <see cref="FormatException"/>.</summary>
internal sealed class ControlRequest(JsonElement json)
{
    public JsonElement? Id => json.TryGetProperty("id", out var id) ? id : null;

    public string Do => Text("do") ?? throw new FormatException("say what to \"do\"");

    public static ControlRequest Parse(JsonDocument document) => document.RootElement.ValueKind == JsonValueKind.Object
        ? new ControlRequest(document.RootElement)
        : throw new FormatException("each line is one JSON object");

    public string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new FormatException($"\"{name}\" is no text"),
    };

    public long? Number(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        _ => throw new FormatException($"\"{name}\" is no whole number"),
    };

    public int Count(string name, int otherwise, int least = 0) => Number(name) switch
    {
        null => otherwise,
        { } number when number >= least && number <= int.MaxValue => (int)number,
        { } number => throw new FormatException($"\"{name}\" cannot be {number}"),
    };

    public bool Flag(string name, bool otherwise = false) => Value(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new FormatException($"\"{name}\" is true or false"),
    };

    /// <summary>"500ms", "5s", "2m" or "1h".</summary>
    public TimeSpan Span(string name) => Text(name) is { } text ? Durations.Parse(text) : TimeSpan.Zero;

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == text)
                return value;
        }

        var names = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
        throw new FormatException($"\"{name}\" is one of {names}");
    }

    private JsonElement? Value(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
