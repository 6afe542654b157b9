using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Blocks;
using Allora.TestData.Epochs;

namespace Allora.Sdk.DevNet.Tests.Epochs;

/// <summary>
/// A recorded chain of two topics and fifteen epochs, replayed by transactions: events, their order, and replies are the recorded ones, but
/// for the exceptions named here.
/// </summary>
public sealed class RecordedChainTests(ITestOutputHelper output)
{
    /// <summary>Balances and the supply: the accounts of a DevNet start with other amounts and pay other fees. Modules' accounts are in EmissionInfo.</summary>
    private const string Balances = "bank.";

    [Fact]
    public async Task A_devnet_settles_as_the_recorded_chain_did()
    {
        var recording = Recording.Default;
        await using var chain = await RecordedChain.StartAsync(recording);
        var table = new ValueTable();
        var timelines = recording.Root.GetProperty("timeline").EnumerateObject()
            .Where(static one => !one.Name.StartsWith(Balances, StringComparison.Ordinal))
            .Select(static one => new Timeline(one)).ToList();
        var snapshots = recording.Root.GetProperty("epochs").EnumerateArray()
            .SelectMany(static epoch => epoch.GetProperty("snapshots").EnumerateObject().Select(static snapshot => snapshot.Value))
            .ToLookup(static snapshot => snapshot.GetProperty("height").GetInt64());
        foreach (var recorded in recording.Blocks)
        {
            var block = await chain.MakeAsync(recorded);
            CompareEvents(table, chain, recorded, block);
            foreach (var timeline in timelines)
            {
                if (timeline.At(block.Height) is { } reply)
                    CompareReply(table, chain, timeline.Name, timeline.Request, reply, block.Height);
            }

            foreach (var query in snapshots[block.Height].SelectMany(static snapshot => snapshot.GetProperty("queries").EnumerateArray()))
                CompareReply(table, chain, query.GetProperty("query").GetString()!, query.GetProperty("request"), query.GetProperty("reply"), block.Height);
        }

        output.WriteLine(table.ToString());
        Assert.True(table.Wrong == 0, string.Join(Environment.NewLine, table.Differences));
        Assert.True(table.Compared > 100_000, $"only {table.Compared} values were compared");
    }

    private static void CompareEvents(ValueTable table, RecordedChain chain, JsonElement recorded, CommittedBlock block)
    {
        var height = block.Height;
        var transactions = recorded.GetProperty("txs").EnumerateArray().Where(static one => one.GetProperty("code").GetInt32() == 0).ToList();
        Assert.Equal(transactions.Count, block.Transactions.Count);
        for (var i = 0; i < transactions.Count; i++)
        {
            var result = block.Transactions[i].Result;
            Assert.True(result.Code == 0, $"transaction {i} of block {height}: {result.Log}");
            RecordedEvent.Compare(
                table, $"transaction {i} of block {height}", Ours(chain, transactions[i].GetProperty("events")), Emitted(result.Events));
        }

        foreach (var mode in (string[])["BeginBlock", "EndBlock"])
        {
            RecordedEvent.Compare(
                table,
                $"{mode} {height}",
                Ours(chain, recorded.GetProperty("finalize_block_events")).Where(one => one.GetProperty("attributes").EnumerateArray().Any(pair => pair.GetProperty("value").GetString() == mode)),
                Emitted(block.BlockEvents.Where(one => one.Attributes.Any(pair => pair.Key == "mode" && pair.Value == mode))));
        }
    }

    private static List<RecordedEvent> Emitted(IEnumerable<AbciEvent> events) =>
    [
        .. events.Where(static one => one.Type.StartsWith("emissions.v10.", StringComparison.Ordinal) || one.Type.StartsWith("mint.", StringComparison.Ordinal)).Select(static one => new RecordedEvent(
            one.Type[(one.Type.LastIndexOf('.') + 1)..],
            new SortedDictionary<string, JsonNode?>(
                one.Attributes.Where(static pair => pair.Key is not ("mode" or "msg_index")).ToDictionary(static pair => pair.Key, static pair => JsonNode.Parse(pair.Value)),
                StringComparer.Ordinal))),
    ];

    /// <summary>The recorded events with our payer in the place of theirs.</summary>
    private static JsonElement.ArrayEnumerator Ours(RecordedChain chain, JsonElement events) =>
        Replaced(chain, events).EnumerateArray();

    private static JsonElement Replaced(RecordedChain chain, JsonElement value)
    {
        using var document = JsonDocument.Parse(value.GetRawText().Replace(chain.RecordedPayer, chain.Payer, StringComparison.Ordinal));
        return document.RootElement.Clone();
    }

    private static void CompareReply(ValueTable table, RecordedChain chain, string name, JsonElement request, JsonElement reply, long height)
    {
        // What a real node refuses is the subject of other recordings.
        if (reply.TryGetProperty("error", out _))
            return;
        var answer = chain.Ask(name, request);
        JsonComparison.Compare(
            table, "query " + name, $"{name} {request} at height {height}", Replaced(chain, reply), answer is null ? null : JsonNode.Parse(answer));
    }

    private sealed class Timeline
    {
        private readonly List<JsonElement> _entries;
        private int _next;
        private JsonElement? _current;

        public Timeline(JsonProperty recorded)
        {
            var brace = recorded.Name.IndexOf('{', StringComparison.Ordinal);
            using var request = JsonDocument.Parse(brace < 0 ? "{}" : recorded.Name[brace..]);
            (Name, Request) = (brace < 0 ? recorded.Name : recorded.Name[..(brace - 1)], request.RootElement.Clone());
            _entries = [.. recorded.Value.EnumerateArray()];
        }

        public string Name { get; }

        public JsonElement Request { get; }

        public JsonElement? At(long height)
        {
            while (_next < _entries.Count && _entries[_next][0].GetInt64() <= height)
                _current = _entries[_next++][1];
            return _current;
        }
    }
}
