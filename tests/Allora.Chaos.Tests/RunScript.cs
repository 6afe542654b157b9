using System.Globalization;
using Allora.Chaos.Judge;

namespace Allora.Chaos.Tests;

/// <summary>
/// The logs of a made-up run: blocks of 100 ms, one wallet, topic 7 with a window of 20 blocks from block 10 on, D = 700 ms. All is well in
/// it until a test adds something.
/// </summary>
internal sealed class RunScript : IDisposable
{
    public const string Wallet = "allo1wallet";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("judge-");
    private readonly List<string> _harness =
    [
        Line(0, "run", """ "seed":1,"off":"","detectionMs":500,"pollMs":500,"dMs":700,"blockMs":100,"window":20,"epoch":24,"nodes":2,"apartMs":3,"awayMs":440,"maximumFee":"5","dailyBudget":"10","rest":false,"kinds":[] """),
        Line(1, "wallet", $""" "address":"{Wallet}","topics":[7] """),
    ];

    private readonly List<string> _devnet = [];
    private readonly Dictionary<int, List<string>> _provider = [];
    private readonly Dictionary<long, List<string>> _transactions = [];

    /// <summary>When a window opens, and when the making of its last block begins.</summary>
    public const double Opens = 1000, Closes = 3000;

    public void Dispose() => _folder.Delete(recursive: true);

    public RunScript Harness(double time, string what, string fields = "")
    {
        _harness.Add(Line(time, what, fields));
        return this;
    }

    /// <summary>A process that runs from its first look on until it is killed, or stopped with "stop".</summary>
    public RunScript Process(int number, double start, double seen, double end, string how = "stop")
    {
        _devnet.Add(Line(seen, "seen"));
        Harness(start, "start", $""" "number":{number} """).Harness(end, how, $""" "number":{number} """);
        return how == "stop"
            ? Harness(end + 1, "exit", """ "graceful":true,"code":0,"socketsBefore":4,"sockets":0,"counts":{"countable":true,"before":2,"left":["a","b"],"threads":3,"timers":1} """)
            : this;
    }

    public RunScript Fault(int id, string kind, double from, double to, int? node = null, int number = 0)
    {
        var place = node is null ? "" : $"\"node\":{node},";
        return Harness(from, "fault-begin", $""" "id":{id},"kind":"{kind}",{place}"number":{number},"delayMs":0 """)
            .Harness(to, "fault-end", $""" "id":{id},"kind":"{kind}" """);
    }

    public RunScript Stall(double from, double to) => Harness(to, "stall", string.Create(CultureInfo.InvariantCulture, $""" "from":{from} """));

    /// <summary>No node answers, as at an upgrade.</summary>
    public RunScript Away(double from, double to)
    {
        _devnet.Add(Line(to, "away", string.Create(CultureInfo.InvariantCulture, $""" "from":{from} """)));
        return this;
    }

    /// <summary>A transaction that a node accepted.</summary>
    public RunScript Broadcast(double time, string hash)
    {
        _devnet.Add(Line(time, "broadcast", $""" "hash":"{hash}","code":0,"height":{(int)time / 100} """));
        return this;
    }

    public RunScript Provider(int process, double time, string what, long nonce = 10)
    {
        if (!_provider.TryGetValue(process, out var lines))
            _provider[process] = lines = [];
        lines.Add(Line(time, what, $""" "wallet":"{Wallet}","topic":7,"nonce":{nonce},"attempt":0 """));
        return this;
    }

    public RunScript Payload(long height, ulong sequence, uint code = 0, long nonce = 10, bool charged = true, int fee = 5, string type = "/emissions.v10.InsertWorkerPayloadRequest")
    {
        if (!_transactions.TryGetValue(height, out var list))
            _transactions[height] = list = [];
        list.Add($$"""{"hash":"H{{height}}","code":{{code}},"charged":{{(charged ? "true" : "false")}},"codespace":"emissions","log":null,"type":"{{type}}","signer":"{{Wallet}}","sequence":{{sequence}},"topic":7,"nonce":{{nonce}},"fee":"{{fee}}","gasWanted":1,"gasUsed":1}""");
        return this;
    }

    public (int ExitCode, string Text) Judge(ulong accountSequence = 1)
    {
        for (var height = 1L; height <= 40; height++)
        {
            var opened = height == 10 ? """{"topic":7,"nonce":10,"end":30}""" : "";
            var schema = height < 20 ? "v9" : "v10";
            _devnet.Add(Line(height * 100, "block", $""" "height":{height},"begun":{height * 100},"schema":"{schema}","opened":[{opened}],"txs":[{string.Join(",", _transactions.GetValueOrDefault(height) ?? [])}] """));
        }

        _devnet.Add(Line(5000, "account", $""" "wallet":"{Wallet}","sequence":{accountSequence} """));
        _devnet.Add(Line(5000, "end", """ "height":40,"pending":0 """));
        File.WriteAllLines(Path.Combine(_folder.FullName, "harness.jsonl"), _harness);
        File.WriteAllLines(Path.Combine(_folder.FullName, "devnet.jsonl"), _devnet);
        foreach (var (process, lines) in _provider)
            File.WriteAllText(Path.Combine(_folder.FullName, $"provider-{process}.jsonl"), string.Join('\n', lines) + "\n{\"t\":1,\"torn");
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = new Report(RunFacts.Read(_folder.FullName)).Print(output);
        return (code, output.ToString());
    }

    private static string Line(double time, string what, string fields = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{time},\"ev\":\"{what}\"{(fields.Trim().Length > 0 ? "," : "")}{fields.Trim()}}}");
}
