using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Faults.Lies.Json;

/// <summary>What a lie makes of an event attribute's text. Typed events hold JSON in it, the older events of the SDK plain text.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The attribute told; null if there is nothing to change. An earlier text is needed for stale values only.</summary>
    public static Told? Of(Lie lie, string honest, string? earlier)
    {
        if (lie.Change == LieChange.Stale && earlier is null)
            return null;
        if (lie.Change == LieChange.Keep)
            return new Told(honest, false);
        if (lie.Parsed.Steps is { Length: > 0 } steps)
            return Inside(lie, honest, earlier, steps);
        if (lie.Change == LieChange.Absent)
            return new Told("", true);
        if (lie.Change == LieChange.Stale)
            return new Told(earlier!, false);
        return Read(honest) is JsonValue value
            ? new Told(Write(JsonChange.Of(lie, value, null)), false)
            : new Told(lie.Change == LieChange.Set ? lie.NextValue : JsonChange.GarbageText, false);
    }

    private static Told? Inside(Lie lie, string honest, string? earlier, PathStep[] steps)
    {
        if (Read(honest) is not { } root)
            return null;
        var past = earlier is null ? null : Read(earlier);
        List<JsonPlace> before = [.. JsonPlace.Find(past, steps)];
        var places = JsonPlace.Find(root, steps).ToList();
        var isChanged = false;
        for (var i = 0; i < places.Count; i++)
            isChanged |= JsonChange.Act(lie, places[i], i < before.Count ? before[i] : null);
        return isChanged ? new Told(Write(root), false) : null;
    }

    private static JsonNode? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Write(JsonNode? node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    internal readonly record struct Told(string Text, bool IsRemoved);
}
