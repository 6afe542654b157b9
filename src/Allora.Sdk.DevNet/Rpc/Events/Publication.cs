using System.Text.Json;
using Allora.Sdk.DevNet.Rpc.Json;
using Allora.Sdk.DevNet.Search;

namespace Allora.Sdk.DevNet.Rpc.Events;

/// <summary>
/// One event on its way to subscribers. The bytes after the subscription's own head are the same for every subscriber,
/// so they are written once, and only when somebody wants them.
/// </summary>
internal sealed class Publication
{
    private readonly Action<Utf8JsonWriter> _writeValue;
    private readonly Action<FlatEvents> _fillEvents;
    private readonly FlatEvents? _hidden;
    private FlatEvents? _events;
    private byte[]? _tail;

    /// <param name="kind">The value of tm.event.</param>
    /// <param name="writeValue">Writes the object that "data.value" is.</param>
    /// <param name="fillEvents">Adds the flattened events that the frame shows, except tm.event.</param>
    /// <param name="hidden">Keys that queries may name although frames do not show them.</param>
    public Publication(string kind, Action<Utf8JsonWriter> writeValue, Action<FlatEvents> fillEvents, FlatEvents? hidden = null)
    {
        Kind = kind;
        _writeValue = writeValue;
        _fillEvents = fillEvents;
        _hidden = hidden;
    }

    public string Kind { get; }

    /// <summary>The block that made it.</summary>
    public required long Height { get; init; }

    /// <summary>Whether a query takes this event.</summary>
    public bool Matches(EventQuery query)
    {
        foreach (var condition in query.Conditions)
        {
            var values = condition.Tag == EventKind.Key ? [Kind] : Values(condition.Tag);
            if (!MatchesAny(condition, values) && !(condition.Matches("") && Events.HasType(condition.Tag)))
                return false;
        }

        return true;
    }

    /// <summary>What follows the query in a frame: its data and flattened events, up to the last brace.</summary>
    public ReadOnlySpan<byte> Tail => _tail ??= WriteTail();

    private FlatEvents Events
    {
        get
        {
            if (_events is not null)
                return _events;
            var events = new FlatEvents();
            _fillEvents(events);
            return _events = events.Add(EventKind.Key, Kind);
        }
    }

    private IReadOnlyList<string> Values(string tag)
    {
        var shown = Events.Values(tag);
        return shown.Count > 0 || _hidden is null ? shown : _hidden.Values(tag);
    }

    private static bool MatchesAny(QueryCondition condition, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            if (condition.Matches(value))
                return true;
        }

        return false;
    }

    private byte[] WriteTail()
    {
        var json = GoJson.Build(this, static (self, writer) =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("data"u8);
            writer.WriteString("type"u8, "tendermint/event/" + self.Kind);
            writer.WritePropertyName("value"u8);
            self._writeValue(writer);
            writer.WriteEndObject();
            writer.WriteStartObject("events"u8);
            foreach (var (key, values) in self.Events.Entries)
            {
                writer.WriteStartArray(key);
                foreach (var value in values)
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });

        // The object's own brace becomes the comma after the head; its end closes the result, and one more the response.
        json[0] = (byte)',';
        return [.. json, .. "}"u8];
    }
}
