using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Rpc.Json;

namespace Allora.Sdk.DevNet.Faults.Lies.Json;

/// <summary>Rewrites JSON answers: REST, RPC, and event frames.</summary>
internal static class JsonLies
{
    private static readonly byte[] Broken = "\u0001\u0002{\"no\":json"u8.ToArray();

    /// <summary>The answer as the lie has it; null if it has nothing to change there.</summary>
    public static byte[]? Apply(Lie lie, byte[] answer, Func<byte[]?> earlier)
    {
        var path = lie.Parsed;
        if (path is { Place: LiePlace.Value, Steps: [] })
            return Whole(lie, answer, earlier);
        if (Read(answer) is not { } root)
            return null;
        var past = lie.Change == LieChange.Stale ? Read(earlier()) : null;
        var isChanged = path.Place == LiePlace.Event ? JsonEvents.Act(lie, root, past) : Act(lie, root, past);
        return !isChanged ? null : lie.Change == LieChange.Keep ? answer : Write(root);
    }

    private static byte[]? Whole(Lie lie, byte[] answer, Func<byte[]?> earlier) => lie.Change switch
    {
        LieChange.Absent => [],
        LieChange.Garbage => Broken,
        LieChange.Stale => earlier(),
        LieChange.Set => System.Text.Encoding.UTF8.GetBytes(lie.NextValue),
        LieChange.Keep => answer,
        _ => null,
    };

    private static bool Act(Lie lie, JsonNode root, JsonNode? past)
    {
        List<JsonPlace> places = [.. JsonPlace.Find(root, lie.Parsed.Steps)];
        List<JsonPlace> before = [.. JsonPlace.Find(past, lie.Parsed.Steps)];
        var isChanged = false;
        for (var i = 0; i < places.Count; i++)
        {
            // Lists are walked from their ends, so elements of two lists belong together from the end on too.
            var other = before.Count - places.Count + i;
            isChanged |= JsonChange.Act(lie, places[i], other >= 0 && other < before.Count ? before[other] : null);
        }

        return isChanged;
    }

    private static JsonNode? Read(byte[]? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Write(JsonNode root) => GoJson.Build(root, static (node, writer) => node.WriteTo(writer));
}
