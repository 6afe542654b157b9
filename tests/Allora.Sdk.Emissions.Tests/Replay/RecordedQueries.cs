using System.Text.Json;
using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>The recorded replies of queries, compared at every height, changed or not; and the snapshots and exports at theirs.</summary>
internal sealed class RecordedQueries
{
    private readonly ReplayChain _chain;
    private readonly ReplayQueries _queries;
    private readonly ValueTable _table;
    private readonly List<Timeline> _timelines = [];
    private readonly ILookup<long, JsonElement> _snapshots;

    public RecordedQueries(Recording recording, ReplayChain chain, ValueTable table)
    {
        (_chain, _table, _queries) = (chain, table, new ReplayQueries(chain));
        foreach (var timeline in recording.Root.GetProperty("timeline").EnumerateObject())
        {
            var brace = timeline.Name.IndexOf('{');
            using var request = JsonDocument.Parse(brace < 0 ? "{}" : timeline.Name[brace..]);
            var name = brace < 0 ? timeline.Name : timeline.Name[..(brace - 1)];
            _timelines.Add(new Timeline(name, request.RootElement.Clone(), [.. timeline.Value.EnumerateArray()]));
        }

        foreach (var export in recording.Root.GetProperty("state_from_exports").EnumerateObject())
            _timelines.Add(new Timeline("export " + export.Name, default, [.. export.Value.EnumerateArray()]) { OnlyWhenWritten = true });
        _snapshots = recording.Root.GetProperty("epochs").EnumerateArray()
            .SelectMany(static epoch => epoch.GetProperty("snapshots").EnumerateObject().Select(static snapshot => snapshot.Value))
            .ToLookup(static snapshot => snapshot.GetProperty("height").GetInt64());
    }

    public void CompareBlock()
    {
        foreach (var timeline in _timelines)
        {
            if (timeline.At(_chain.Height) is { } reply)
                Compare(timeline.Name, timeline.Request, reply);
        }

        foreach (var query in _snapshots[_chain.Height].SelectMany(static snapshot => snapshot.GetProperty("queries").EnumerateArray()))
            Compare(query.GetProperty("query").GetString()!, query.GetProperty("request"), query.GetProperty("reply"));
    }

    private void Compare(string name, JsonElement request, JsonElement reply)
    {
        // What is refused is the subject of other recordings.
        if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out _))
            return;
        if (!_queries.TryAnswer(name, request, out var answer))
            return;
        var kind = name.StartsWith("export ", StringComparison.Ordinal) ? name : "query " + name;
        JsonComparison.Compare(_table, kind, $"{name} {request} at height {_chain.Height}", reply, answer);
    }

    private sealed class Timeline(string name, JsonElement request, List<JsonElement> entries)
    {
        private int _next;
        private JsonElement? _current;

        public string Name { get; } = name;

        public JsonElement Request { get; } = request;

        public bool OnlyWhenWritten { get; init; }

        public JsonElement? At(long height)
        {
            var written = false;
            while (_next < entries.Count && entries[_next][0].GetInt64() <= height)
                (_current, written) = (entries[_next++][1], true);
            return OnlyWhenWritten && !(written && entries[_next - 1][0].GetInt64() == height) ? null : _current;
        }
    }
}
