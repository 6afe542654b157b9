using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Faults.Lies.Wire;

/// <summary>Rewrites protobuf answers.</summary>
internal static class WireLies
{
    /// <summary>The answer as the lie has it; null if it has nothing to change there.</summary>
    public static byte[]? Apply(Lie lie, MessageDescriptor type, byte[] answer, Func<byte[]?> earlier, Func<string, MessageDescriptor?> find)
    {
        var path = lie.Parsed;
        if (path.Place == LiePlace.Event)
            return WireEvents.Apply(lie, type, answer, lie.Change == LieChange.Stale ? earlier() : null);
        if (path.Steps is [])
            return Whole(lie, answer, earlier);
        if (lie.Change == LieChange.Retype)
            return null;
        List<byte[]> past = [];
        if (lie.Change == LieChange.Stale)
        {
            if (earlier() is not { } before)
                return null;
            new WireRewriter(find, (_, raw) => Noted(past, raw)).Rewrite(type, before, path.Steps);
        }

        var hits = 0;
        var told = new WireRewriter(find, (field, raw) => Of(lie, field, raw, past.ElementAtOrDefault(hits++)), lie.Change == LieChange.Set)
            .Rewrite(type, answer, path.Steps);
        return hits == 0 ? null : told;
    }

    private static byte[]? Whole(Lie lie, byte[] answer, Func<byte[]?> earlier) => lie.Change switch
    {
        LieChange.Absent => [],
        LieChange.Garbage => [0x07, 0xFF, 0xFF, 0xFF, 0x07],
        LieChange.Stale => earlier(),
        LieChange.Set => Convert.FromBase64String(lie.NextValue),
        LieChange.Keep => answer,
        _ => null,
    };

    private static byte[] Of(Lie lie, FieldDescriptor field, ReadOnlyMemory<byte>? honest, byte[]? earlier) => lie.Change switch
    {
        LieChange.Absent => [],
        LieChange.Garbage => WireValue.Garbage(field),
        LieChange.Stale => earlier ?? [],
        LieChange.Set => WireValue.Of(field, lie.NextValue),
        _ => honest?.ToArray() ?? [],
    };

    private static byte[] Noted(List<byte[]> seen, ReadOnlyMemory<byte>? raw)
    {
        seen.Add(raw?.ToArray() ?? []);
        return seen[^1];
    }
}
