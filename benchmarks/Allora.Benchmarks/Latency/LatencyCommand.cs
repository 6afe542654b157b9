using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// From the frame that a DevNet in another process sends to the BroadcastTx that it receives, model aside, beside the floor of a bare
/// client in the same windows. Usage: latency [windows] [--in-process]; 200 windows by default, after 20 of warm-up. Exit code 1 when a
/// limit is broken; in one process there are none.
/// </summary>
internal static class LatencyCommand
{
    public const int WarmUp = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var inProcess = args.Contains("--in-process");
        var windows = args.FirstOrDefault(a => !a.StartsWith('-')) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 200;
        ILatencyChain chain = inProcess ? await DevNetHere.StartAsync() : await DevNetProcess.StartAsync();
        await using (chain)
        {
            var measured = await MeasureAsync(chain, windows);
            var report = new LatencyReport(measured, await chain.StampsAsync());
            Console.WriteLine($"the DevNet is in {(inProcess ? "this" : "another")} process; {measured.Count} windows after {WarmUp} of warm-up");
            Console.Write(report.Text);
            if (inProcess)
                return 0;
            foreach (var broken in report.Broken)
                Console.WriteLine($"LIMIT BROKEN: {broken}");
            return report.Broken.Count == 0 ? 0 : 1;
        }
    }

    private static async Task<IReadOnlyList<MeasuredWindow>> MeasureAsync(ILatencyChain chain, int windows)
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        using var floorWallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.Parse("m/44'/118'/0'/0/1"));
        await using var client = new AlloraClient(chain.Network);
        using var bare = await BareClient.CreateAsync(client, floorWallet);
        var state = Directory.CreateTempSubdirectory("latency-");
        try
        {
            var options = new WorkerOptions { TopicId = LatencyDevNet.Topic, Journal = new FileJournal(state.FullName) };
            return await MeasureAsync(new WorkerRunner(client, wallet, new ConstantProvider(), options), bare, windows);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<MeasuredWindow>> MeasureAsync(WorkerRunner runner, BareClient bare, int windows)
    {
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);
        var measured = new List<MeasuredWindow>();
        var seen = 0;
        await foreach (var result in runner.ResultsAsync())
        {
            if (result.Status != SubmissionStatus.Broadcast)
                continue;
            // The floor follows in the same window, once the worker's own answer has been taken.
            var (hash, started) = await bare.AnswerAsync(result.Nonce, result.WindowEnd);
            if (++seen > WarmUp)
                measured.Add(new MeasuredWindow(result, hash, started));
            if (measured.Count == windows)
                break;
        }

        await stop.CancelAsync();
        await running;
        return measured;
    }

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(0.0123));
    }
}

/// <summary>One window: the worker's answer, and the floor's.</summary>
internal sealed record MeasuredWindow(SubmissionResult Result, string FloorHash, long FloorStarted);
