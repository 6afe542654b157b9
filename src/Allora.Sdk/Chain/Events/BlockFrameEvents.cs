using System.Globalization;
using System.Text.Json;

namespace Allora.Sdk.Chain.Events;

/// <summary>All events of a block's frame. Read only if there is a listener for them, and never on the socket's read loop.</summary>
internal static class BlockFrameEvents
{
    public static IReadOnlyList<TypedEvent> Read(ReadOnlyMemory<byte> frame, long height)
    {
        using var document = JsonDocument.Parse(frame);
        List<TypedEvent> events = [];
        if (!TryDescend(document.RootElement, "events", out var list) || list.ValueKind != JsonValueKind.Array)
            return events;
        Add(list, height, events);
        return events;
    }

    /// <summary>The same events from block_results of CometBFT RPC.</summary>
    public static IReadOnlyList<TypedEvent> OfBlock(JsonElement results, long height)
    {
        List<TypedEvent> events = [];
        if (results.TryGetProperty("finalize_block_events", out var list) && list.ValueKind == JsonValueKind.Array)
            Add(list, height, events);
        return events;
    }

    private static void Add(JsonElement list, long height, List<TypedEvent> events)
    {
        foreach (var one in list.EnumerateArray())
        {
            if (TypedEventReader.Read(RawOf(one), height) is { } typed)
                events.Add(typed);
        }
    }

    /// <summary>num_txs of the frame.</summary>
    public static int TransactionsOf(ReadOnlyMemory<byte> frame)
    {
        using var document = JsonDocument.Parse(frame);
        return TryDescend(document.RootElement, "num_txs", out var number)
            && int.TryParse(number.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;
    }

    private static bool TryDescend(JsonElement root, string last, out JsonElement found)
    {
        found = root;
        foreach (var name in (ReadOnlySpan<string>)["result", "data", "value", last])
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                return false;
        }

        return true;
    }

    private static ChainEvent RawOf(JsonElement one)
    {
        List<KeyValuePair<string, string>> attributes = [];
        if (one.TryGetProperty("attributes", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var attribute in list.EnumerateArray())
                attributes.Add(new(Text(attribute, "key"), Text(attribute, "value")));
        }

        return new ChainEvent { Type = Text(one, "type"), Attributes = attributes };
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
