using System.Collections.Concurrent;
using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// From the frame that a DevNet in another process sends to the BroadcastTx that it receives, model aside, beside the floor: a bare client
/// that answers at the blocks between, idle until then as the worker is. A second bare client answers right after the worker, when both
/// processes are awake. Usage: latency [windows] [--in-process] [--managed]; 200 windows by default, after 20 of warm-up, and native signatures
/// unless they are to be managed. A second run with spinning threads adds a row beside it. Exit code 1 if a limit is broken by the first; in one
/// process there are none. "latency [windows] --compare RUNS" measures each kind in turn (<see cref="LatencyComparison"/>).
/// </summary>
internal static class LatencyCommand
{
    public const int WarmUp = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var inProcess = args.Contains("--in-process");
        var windows = args.FirstOrDefault() is { } count && !count.StartsWith('-') ? int.Parse(count, CultureInfo.InvariantCulture) : 200;
        if (args is [.., "--compare", var runs])
            return await LatencyComparison.RunAsync(windows, int.Parse(runs, CultureInfo.InvariantCulture));
        ISecp256k1? curve = args.Contains("--managed") ? null : NativeSecp256k1.Load();
        ILatencyChain chain = inProcess ? await DevNetHere.StartAsync() : await DevNetProcess.StartAsync();
        await using (chain)
        {
            var measured = await MeasureAsync(chain, curve, windows);
            if (measured.Floor.Count < windows / 2 || measured.Warm.Count < windows / 2)
            {
                Console.WriteLine($"the bare clients answered {measured.Floor.Count} and {measured.Warm.Count} of {windows} windows: too few to compare with");
                return 1;
            }

            var report = new LatencyReport(measured, await chain.StampsAsync());
            Console.WriteLine($"the DevNet is in {(inProcess ? "this" : "another")} process; {measured.Worker.Count} windows after {WarmUp} of warm-up; {(curve is null ? "managed" : "native")} signatures");
            Console.Write(report.Text);
            if (args.Contains(LatencyRun.FiguresOption))
                Console.WriteLine(LatencyRun.Write(report.Figures));
            else if (!inProcess)
                await CompareAsync(report.Figures, windows, isManaged: curve is null);
            if (inProcess)
                return 0;
            foreach (var broken in report.Broken)
                Console.WriteLine($"LIMIT BROKEN: {broken}");
            return report.Broken.Count == 0 ? 0 : 1;
        }
    }

    private static async Task CompareAsync(IReadOnlyDictionary<string, double> figures, int windows, bool isManaged)
    {
        var spinning = await LatencyRun.MeasureAsync(windows, spinning: true, isManaged, quiet: true);
        Console.WriteLine("threads of the pool       " + string.Join(", ", LatencyReport.Limits.Select(static limit => limit.Name)));
        Row("sleep as by default", figures);
        Row("spin 8 192 times first", spinning);

        static void Row(string name, IReadOnlyDictionary<string, double> figures) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-25} {string.Join(", ", LatencyReport.Limits.Select(limit => $"{figures[limit.Name].ToString("F2", CultureInfo.InvariantCulture)} ms"))}"));
    }

    private static async Task<Measured> MeasureAsync(ILatencyChain chain, ISecp256k1? curve, int windows)
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, curve: curve);
        using var floorWallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.Parse("m/44'/118'/0'/0/1"), curve: curve);
        using var warmWallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.Parse("m/44'/118'/0'/0/2"), curve: curve);
        await using var client = new AlloraClient(chain.Network);
        using var floor = await BareClient.CreateAsync(client, floorWallet, LatencyDevNet.FloorTopic);
        using var warm = await BareClient.CreateAsync(client, warmWallet, LatencyDevNet.Topic);
        var state = Directory.CreateTempSubdirectory("latency-");
        try
        {
            var options = new WorkerOptions { TopicId = LatencyDevNet.Topic };
            wallet.WithOptions(new WalletOptions { StateFolder = state.FullName });
            return await MeasureAsync(client, new WorkerRunner(client, wallet, new ConstantProvider(), options), floor, warm, windows);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<Measured> MeasureAsync(AlloraClient client, WorkerRunner runner, BareClient floor, BareClient warm, int windows)
    {
        using var stop = new CancellationTokenSource();
        var measured = new Measured();
        var running = Task.WhenAll(runner.RunAsync(stop.Token), floor.AnswerAllAsync(client.Blocks, measured, stop.Token));
        var seen = 0;
        await foreach (var result in runner.ResultsAsync())
        {
            if (result.Status != SubmissionStatus.Broadcast)
                continue;
            var answer = await warm.AnswerAsync(result.Nonce, result.WindowEnd);
            if (++seen <= WarmUp)
                continue;
            measured.Worker.Add(result);
            if (answer is not null)
                measured.Warm.Add(answer);
            if (measured.Worker.Count == windows)
                break;
        }

        await stop.CancelAsync();
        await running;
        measured.Floor.RemoveAll(answer => answer.Nonce < measured.Worker[0].Nonce);
        return measured;
    }

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(0.0123));
    }
}

/// <summary>The worker's answers, and the bare clients': at a block of their own, and right after the worker's.</summary>
internal sealed class Measured
{
    public List<SubmissionResult> Worker { get; } = [];

    public List<BareAnswer> Floor { get; } = [];

    public List<BareAnswer> Warm { get; } = [];

    /// <summary>When the frame of a block had arrived in this process.</summary>
    public ConcurrentDictionary<long, long> Heard { get; } = [];
}
