using System.Text;
using System.Text.Json;
using Allora.Sdk;

namespace Topic67.Worker.Commands;

/// <summary>Answers of a command, in order: as lines of text or as one JSON object.</summary>
internal sealed class Answers
{
    private readonly List<(string Key, object? Value)> _entries = [];

    public void Add(string key, object? value) => _entries.Add((key, value));

    public string ToText() => string.Join('\n', _entries.Select(e => $"{e.Key.Replace('_', ' ')}: {Text(e.Value)}"));

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (key, value) in _entries)
            {
                switch (value)
                {
                    case null:
                        json.WriteNull(key);
                        break;
                    case bool flag:
                        json.WriteBoolean(key, flag);
                        break;
                    case int number:
                        json.WriteNumber(key, number);
                        break;
                    case double number when double.IsFinite(number):
                        json.WriteNumber(key, number);
                        break;
                    default:
                        json.WriteString(key, Text(value));
                        break;
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(object? value) => value switch
    {
        null => "unknown",
        DateTimeOffset time => FormattableString.Invariant($"{time:yyyy-MM-ddTHH:mm:ssZ}"),
        _ => SafeText.OneLine(FormattableString.Invariant($"{value}")),
    };
}
