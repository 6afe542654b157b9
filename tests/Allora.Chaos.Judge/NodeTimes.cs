namespace Allora.Chaos.Judge;

/// <summary>
/// When each node did not answer gRPC normally, from the harness's log of faults. What a mempool does to a transaction that it accepted
/// (lost, held, thrown out, out of gas whatever its limit) is no normal answer of any node either, at the moment when it happens. Nor is anything while the
/// machine itself stood still, as the harness saw it.
/// </summary>
internal sealed class NodeTimes
{
    private readonly List<Span>[] _breaks;

    public NodeTimes(RunFacts facts)
    {
        _breaks = [.. Enumerable.Range(0, (int)facts.Run.Number("nodes")).Select(static _ => new List<Span>())];
        foreach (var (begin, end) in facts.Faults())
            Add(facts, begin, end.Time);
        foreach (var line in facts.Harness.Where(static line => line.What == "stall"))
            Stalled(new Span(line.Fields.GetProperty("from").GetDouble(), line.Time));
        foreach (var line in facts.DevNet.Where(static line => line.What == "away"))
            Break(null, new Span(line.Fields.GetProperty("from").GetDouble(), line.Time));
        foreach (var tx in facts.Transactions.Where(static tx => tx is { Code: 11, Codespace: "sdk" }))
            Break(null, At(tx.Time));
    }

    /// <summary>How often each kind acted.</summary>
    public Dictionary<string, int> Acted { get; } = [];

    /// <summary>When the machine stood still for longer than a block.</summary>
    public List<Span> Stalls { get; } = [];

    public int Count => _breaks.Length;

    public List<Span> Normal(int node, Span limits) => Spans.Without(limits, _breaks[node]);

    private void Add(RunFacts facts, LogLine begin, double end)
    {
        var kind = begin.Text("kind");
        var acted = 1;
        switch (kind)
        {
            case "halt" or "upgrade":
                break;
            case "gas-price-jump":
                // What waits with the old price is thrown out when the next block is made, and not before: nobody can know it earlier.
                Break(null, At(AfterBlocks(facts, begin.Time, 1)));
                break;
            case "tx-vanished":
                // The fault may be written down a moment before it acts.
                var lost = Accepted(facts, begin.Time, end).Where(line => !CameIntoBlock(facts, line)).Take((int)begin.Number("number")).ToList();
                foreach (var line in lost)
                    Break(null, At(line.Time));
                acted = lost.Count;
                break;
            case "tx-held":
                acted = Accepted(facts, begin.Time, end).Count();
                if (acted > 0)
                    Break(null, new Span(begin.Time, AfterBlocks(facts, end, begin.Number("number") + 1)));
                break;
            case "out-of-gas-in-block":
                acted = facts.Transactions.Count(tx => tx is { Code: 11, Codespace: "sdk" } && tx.Time >= begin.Time && tx.Time <= end);
                break;
            case "mempool-lost":
                Break(null, new Span(begin.Time, end));
                break;
            default:
                acted = (int)(Hits(facts, begin.Number("id")) ?? 1);
                // Only a node's gRPC counts: its event socket need not work.
                if (!kind.StartsWith("ws-", StringComparison.Ordinal) && begin.NumberOrNull("node") is { } node)
                    Break((int)node, new Span(begin.Time, end + After(facts, begin, kind)));
                if (kind == "node-restart-empty-mempool")
                    Break(null, At(begin.Time));
                break;
        }

        Acted[kind] = Acted.GetValueOrDefault(kind) + acted;
    }

    // What was believed of a lie may be acted upon for D more.
    private static double After(RunFacts facts, LogLine begin, string kind) => kind switch
    {
        "resource-exhausted" => begin.Number("delayMs"),
        "lie" => facts.D,
        _ => 0,
    };

    private static Span At(double time) => new(time, time);

    private void Stalled(Span span)
    {
        Stalls.Add(span);
        Break(null, span);
    }

    private void Break(int? node, Span span)
    {
        for (var i = 0; i < _breaks.Length; i++)
        {
            if (node is null || node == i)
                _breaks[i].Add(span);
        }
    }

    private static long? Hits(RunFacts facts, long id) =>
        facts.DevNet.FirstOrDefault(line => line.What == "fault-end" && line.Number("id") == id)?.NumberOrNull("hits");

    private static IEnumerable<LogLine> Accepted(RunFacts facts, double from, double to) =>
        facts.DevNet.Where(line => line.What == "broadcast" && line.Time >= from && line.Time <= to && line.Number("code") == 0);

    // Where the same bytes were accepted once more in between, it was those that came into a block.
    private static bool CameIntoBlock(RunFacts facts, LogLine accepted)
    {
        var hash = accepted.Text("hash");
        var included = facts.Transactions.Find(tx => tx.Hash == hash && tx.Time >= accepted.Time);
        return included is not null && !Accepted(facts, accepted.Time, included.Time).Any(line => line.Text("hash") == hash && line.Time > accepted.Time);
    }

    private static double AfterBlocks(RunFacts facts, double time, long blocks)
    {
        var next = facts.Blocks.Values.Where(block => block.Begun >= time).MinBy(static block => block.Height);
        return next is null ? time : facts.Blocks.TryGetValue(next.Height + blocks - 1, out var last) ? last.Shown : next.Shown + (blocks * facts.BlockMs);
    }
}
