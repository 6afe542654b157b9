using System.Text.Json;

namespace Allora.Chaos.Judge;

/// <summary>A transaction in a block, as the DevNet logged it.</summary>
internal sealed record BlockTx(
    long Height, double Time, string Hash, uint Code, string Codespace, string Log, string Type, string Signer, ulong Sequence, ulong Topic, long Nonce, decimal Fee)
{
    /// <summary>Whether its fee was taken and its sequence used, as both are unless the block's first checks turned it away.</summary>
    public bool Charged { get; init; } = true;

    public bool IsPayload => Type.EndsWith(".InsertWorkerPayloadRequest", StringComparison.Ordinal);
}

/// <summary>A block: when its making began, and when it was there.</summary>
internal sealed record BlockFact(long Height, double Begun, double Shown, string Schema);

/// <summary>A call of the provider, and how it ended where it did.</summary>
internal sealed record Ask(double Begun, double? Ended, string Outcome, int Process);

/// <summary>Everything that the logs of a run say.</summary>
internal sealed class RunFacts
{
    private readonly List<double> _begun = [];

    private RunFacts(List<LogLine> harness, List<LogLine> devnet)
    {
        (Harness, DevNet) = (harness, devnet);
        Run = harness.First(static line => line.What == "run");
    }

    public List<LogLine> Harness { get; }

    public List<LogLine> DevNet { get; }

    public LogLine Run { get; }

    public double D => Run.Number("dMs");

    public double BlockMs => Run.Number("blockMs");

    /// <summary>The most (uallo) that the worker's options allow for a transaction; null in logs of earlier versions.</summary>
    public decimal? MaximumFee => Amount("maximumFee");

    /// <summary>The most (uallo) that the worker's options allow for a wallet's day; null in logs of earlier versions.</summary>
    public decimal? DailyBudget => Amount("dailyBudget");

    public Dictionary<long, BlockFact> Blocks { get; } = [];

    public List<BlockTx> Transactions { get; } = [];

    /// <summary>Each fault's beginning and end, in the order of the ends.</summary>
    public IEnumerable<(LogLine Begin, LogLine End)> Faults()
    {
        var begun = new Dictionary<long, LogLine>();
        foreach (var line in Harness)
        {
            if (line.What == "fault-begin")
                begun[line.Number("id")] = line;
            else if (line.What == "fault-end" && begun.Remove(line.Number("id"), out var first))
                yield return (first, line);
        }
    }

    /// <summary>Opened windows: topic, nonce, last usable block.</summary>
    public List<(ulong Topic, long Nonce, long End)> Opened { get; } = [];

    public Dictionary<(string Wallet, ulong Topic, long Nonce), List<Ask>> Asks { get; } = [];

    public Dictionary<string, ulong[]> Wallets { get; } = [];

    public static RunFacts Read(string folder)
    {
        var facts = new RunFacts(LogLine.Read(Path.Combine(folder, "harness.jsonl")), LogLine.Read(Path.Combine(folder, "devnet.jsonl")));
        foreach (var line in facts.Harness.Where(static line => line.What == "wallet"))
            facts.Wallets[line.Text("address")] = line.Fields.GetProperty("topics").Deserialize<ulong[]>()!;
        foreach (var line in facts.DevNet.Where(static line => line.What == "block"))
            facts.AddBlock(line);
        foreach (var start in facts.Harness.Where(static line => line.What == "start"))
        {
            var path = Path.Combine(folder, $"provider-{start.Number("number")}.jsonl");
            if (File.Exists(path))
                facts.AddAsks(LogLine.Read(path), (int)start.Number("number"));
        }

        return facts;
    }

    /// <summary>How many blocks were begun in a stretch; the one that begins with its end counts, as the last usable one does.</summary>
    public int BlocksBegun(Span span) => Math.Max(0, Below(span.To + 0.001) - Below(span.From));

    private decimal? Amount(string name) =>
        Run.Has(name) ? decimal.Parse(Run.Text(name), System.Globalization.CultureInfo.InvariantCulture) : null;

    private int Below(double time)
    {
        var place = _begun.BinarySearch(time);
        return place < 0 ? ~place : place;
    }

    private void AddBlock(LogLine line)
    {
        var height = line.Number("height");
        _begun.Add(line.Fields.GetProperty("begun").GetDouble());
        Blocks[height] = new BlockFact(height, line.Fields.GetProperty("begun").GetDouble(), line.Time, line.Text("schema"));
        foreach (var opened in line.Fields.GetProperty("opened").EnumerateArray())
            Opened.Add((opened.GetProperty("topic").GetUInt64(), opened.GetProperty("nonce").GetInt64(), opened.GetProperty("end").GetInt64()));
        foreach (var tx in line.Fields.GetProperty("txs").EnumerateArray())
        {
            Transactions.Add(new BlockTx(
                height, line.Time, tx.GetProperty("hash").GetString()!, tx.GetProperty("code").GetUInt32(), tx.GetProperty("codespace").GetString()!,
                tx.GetProperty("log").GetString() ?? "", tx.GetProperty("type").GetString()!, tx.GetProperty("signer").GetString()!,
                tx.GetProperty("sequence").GetUInt64(), tx.GetProperty("topic").GetUInt64(), tx.GetProperty("nonce").GetInt64(),
                decimal.Parse(tx.GetProperty("fee").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
            {
                Charged = !tx.TryGetProperty("charged", out var charged) || charged.GetBoolean(),
            });
        }
    }

    private void AddAsks(List<LogLine> lines, int process)
    {
        var open = new Dictionary<(string, ulong, long), double>();
        foreach (var line in lines)
        {
            var key = (line.Text("wallet"), (ulong)line.Number("topic"), line.Number("nonce"));
            if (line.What == "ask")
            {
                // A worker that gave up waiting asks again before the first call has ended.
                if (open.TryGetValue(key, out var earlier))
                    Add(key, new Ask(earlier, null, "", process));
                open[key] = line.Time;
            }
            else if (open.Remove(key, out var begun))
                Add(key, new Ask(begun, line.Time, line.What, process));
        }

        foreach (var (key, begun) in open)
            Add(key, new Ask(begun, null, "", process));
    }

    private void Add((string, ulong, long) key, Ask ask)
    {
        if (!Asks.TryGetValue(key, out var asks))
            Asks[key] = asks = [];
        asks.Add(ask);
    }
}
