using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Faults.Lies.Json;

/// <summary>Rewrites attributes of events in both shapes that answers show: lists of events, and the flat map of a frame.</summary>
internal static class JsonEvents
{
    /// <summary>Acts on every attribute that the lie names, wherever events are; false if there is none.</summary>
    public static bool Act(Lie lie, JsonNode root, JsonNode? past)
    {
        var path = lie.Parsed;
        var earlier = past is null ? null : Attributes(past, path).Select(static place => place.Value?.ToString()).FirstOrDefault();
        var isChanged = false;
        foreach (var place in Attributes(root, path).ToList())
        {
            if (place.Value is not JsonValue text || EventText.Of(lie, text.ToString(), earlier) is not { } told)
                continue;
            isChanged = true;
            if (told.IsRemoved)
                Remove(place);
            else
                place.Put(JsonValue.Create(told.Text));
        }

        return isChanged;
    }

    private static void Remove(JsonPlace place)
    {
        if (place.Parent is not JsonObject attribute)
            place.Remove();
        else if (attribute.Parent is JsonArray attributes)
            attributes.Remove(attribute);
    }

    private static IEnumerable<JsonPlace> Attributes(JsonNode node, LiePath path)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list.OfType<JsonNode>().SelectMany(element => Attributes(element, path)))
                yield return element;
        }

        if (node is not JsonObject found)
            yield break;
        foreach (var place in found["attributes"] is JsonArray attributes && IsType(found["type"]?.ToString(), path.Name) ? OfList(attributes, path.Attribute) : Flat(found, path))
            yield return place;
        foreach (var (_, value) in found)
        {
            if (value is JsonObject or JsonArray)
            {
                foreach (var place in Attributes(value, path))
                    yield return place;
            }
        }
    }

    private static IEnumerable<JsonPlace> OfList(JsonArray attributes, string name) => attributes
        .OfType<JsonObject>()
        .Where(attribute => attribute["key"]?.ToString() == name)
        .Select(static attribute => new JsonPlace(attribute, "value", 0));

    private static IEnumerable<JsonPlace> Flat(JsonObject map, LiePath path) => map
        .Where(entry => entry.Key.EndsWith($"{path.Name}.{path.Attribute}", StringComparison.Ordinal) && entry.Value is JsonArray)
        .SelectMany(static entry => Enumerable.Range(0, ((JsonArray)entry.Value!).Count).Reverse().Select(i => new JsonPlace(entry.Value!, null, i)));

    private static bool IsType(string? type, string wanted) => type?.EndsWith(wanted, StringComparison.Ordinal) ?? false;
}
