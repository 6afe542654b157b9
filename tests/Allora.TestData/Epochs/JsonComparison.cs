using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allora.TestData.Epochs;

/// <summary>Compares JSON values leaf by leaf, each leaf a case of a <see cref="ValueTable"/>.</summary>
public static class JsonComparison
{
    /// <summary>Compares a recorded value with a computed one; names of members are part of the kind, places in lists are not.</summary>
    public static void Compare(ValueTable table, string kind, string where, JsonElement expected, JsonNode? actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var members = actual as JsonObject ?? [];
                foreach (var member in expected.EnumerateObject())
                    Compare(table, $"{kind}.{member.Name}", where, member.Value, members[member.Name]);
                foreach (var extra in members.Where(member => !expected.TryGetProperty(member.Key, out _)))
                    table.Compare($"{kind}.{extra.Key}", where, null, extra.Value?.ToJsonString());
                break;
            case JsonValueKind.Array:
                var items = actual as JsonArray ?? [];
                var length = expected.GetArrayLength();
                if (items.Count != length)
                    table.Compare(kind, where, $"{length} items", $"{items.Count} items");
                for (var i = 0; i < length; i++)
                    Compare(table, kind, $"{where}[{i}]", expected[i], i < items.Count ? items[i] : null);
                break;
            default:
                table.Compare(kind, where, Text(expected), Text(actual));
                break;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string? Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}
