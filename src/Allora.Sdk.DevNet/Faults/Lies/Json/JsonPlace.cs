using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Faults.Lies.Json;

/// <summary>A value's place in a JSON document: a member of an object, which may be missing, or an element of a list.</summary>
internal readonly record struct JsonPlace(JsonNode Parent, string? Member, int Index)
{
    public JsonNode? Value => Parent is JsonObject parent ? parent[Member!] : Parent[Index];

    public bool IsMissing => Parent is JsonObject parent && !parent.ContainsKey(Member!);

    public void Put(JsonNode? value)
    {
        if (Parent is JsonObject parent)
            parent[Member!] = value;
        else
            ((JsonArray)Parent)[Index] = value;
    }

    public void Remove()
    {
        if (Parent is JsonObject parent)
            parent.Remove(Member!);
        else
            ((JsonArray)Parent).RemoveAt(Index);
    }

    /// <summary>The places that a path leads to, the last element of a list first, so that elements can be removed.</summary>
    public static IEnumerable<JsonPlace> Find(JsonNode? node, ReadOnlyMemory<PathStep> steps)
    {
        if (steps.IsEmpty || node is null)
            return [];
        var step = steps.Span[0];
        return node switch
        {
            JsonObject parent when step.IsMember => Below(new JsonPlace(parent, step.Name, 0), steps[1..]),
            JsonArray list => Elements(list, step, steps),
            _ => [],
        };
    }

    private static IEnumerable<JsonPlace> Elements(JsonArray list, PathStep step, ReadOnlyMemory<PathStep> steps)
    {
        // A member of a list is that member of all of its elements.
        var rest = step.IsMember ? steps : steps[1..];
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (!step.IsMember && !step.Takes(i, name => list[i]?[name]?.ToString()))
                continue;
            foreach (var place in Below(new JsonPlace(list, null, i), rest))
                yield return place;
        }
    }

    private static IEnumerable<JsonPlace> Below(JsonPlace place, ReadOnlyMemory<PathStep> rest) => rest.IsEmpty ? [place] : Find(place.Value, rest);
}
