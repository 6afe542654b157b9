using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allora.TestData.Epochs;

/// <summary>A typed event: its name without the package, and its attributes as JSON.</summary>
public sealed record RecordedEvent(string Name, SortedDictionary<string, JsonNode?> Attributes)
{
    /// <summary>Compares recorded events with computed ones: kinds and order first, then every attribute.</summary>
    public static void Compare(ValueTable table, string where, IEnumerable<JsonElement> expected, IReadOnlyList<RecordedEvent> actual)
    {
        var recorded = expected.ToList();
        var names = string.Join(' ', recorded.Select(NameOf));
        table.Compare("events: kinds and order", where, names, string.Join(' ', actual.Select(static one => one.Name)));
        var left = actual.GroupBy(static one => one.Name).ToDictionary(static group => group.Key, static group => new Queue<RecordedEvent>(group));
        foreach (var one in recorded)
        {
            var name = NameOf(one);
            var computed = left.TryGetValue(name, out var queue) && queue.Count > 0 ? queue.Dequeue() : null;
            foreach (var attribute in one.GetProperty("attributes").EnumerateArray())
            {
                var key = attribute.GetProperty("key").GetString()!;
                if (key is "mode" or "msg_index")
                    continue;
                using var value = JsonDocument.Parse(attribute.GetProperty("value").GetString()!);
                JsonComparison.Compare(table, $"event {name[5..]}.{key}", where, value.RootElement, computed?.Attributes.GetValueOrDefault(key));
            }
        }
    }

    private static string NameOf(JsonElement recorded)
    {
        var type = recorded.GetProperty("type").GetString()!;
        return type[(type.LastIndexOf('.') + 1)..];
    }
}
