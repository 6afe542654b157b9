using System.Text.Json;

namespace Allora.Chaos.Judge;

/// <summary>One line of a log: when (Unix milliseconds), what, and its fields.</summary>
internal sealed record LogLine(double Time, string What, JsonElement Fields)
{
    public static List<LogLine> Read(string path)
    {
        var lines = new List<LogLine>();
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        // A killed process may leave half a line at the end.
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = JsonDocument.Parse(line).RootElement;
            lines.Add(new LogLine(fields.GetProperty("t").GetDouble(), fields.GetProperty("ev").GetString()!, fields));
        }

        return lines;
    }

    public bool Has(string name) => Fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public long Number(string name) => Fields.GetProperty(name).GetInt64();

    public long? NumberOrNull(string name) => Has(name) ? Number(name) : null;

    public string Text(string name) => Has(name) ? Fields.GetProperty(name).GetString()! : "";
}
