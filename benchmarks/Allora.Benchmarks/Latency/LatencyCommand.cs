using System.Diagnostics;
using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Transactions.Journal;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// From the frame that a DevNet in another process sends to the BroadcastTx that it receives, model aside, beside the floor of a bare
/// client in the same windows. Usage: latency [windows] (default 200, after 20 of warm-up).
/// </summary>
internal static class LatencyCommand
{
    private const int WarmUp = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var windows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        await using var devnet = await DevNetProcess.StartAsync();
        using var wallet = AlloraWallet.FromMnemonic(devnet.Mnemonic);
        using var floorWallet = AlloraWallet.FromMnemonic(devnet.Mnemonic, path: HdPath.Parse("m/44'/118'/0'/0/1"));
        await using var client = new AlloraClient(devnet.Network);
        using var bare = await BareClient.CreateAsync(client, floorWallet);

        var runner = new WorkerRunner(client, wallet, new ConstantProvider(), new WorkerOptions { TopicId = LatencyDevNet.Topic, Journal = new FileJournal(StateFolder()) });
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);
        var measured = new List<(SubmissionResult Result, string FloorHash, long FloorStarted)>();
        var seen = 0;
        await foreach (var result in runner.ResultsAsync())
        {
            // The floor follows in the same window, once the worker's own answer has been taken.
            if (result.Status == SubmissionStatus.Broadcast)
            {
                var (hash, started) = await bare.AnswerAsync(result.Nonce, result.WindowEnd);
                if (++seen > WarmUp)
                    measured.Add((result, hash, started));
            }

            if (measured.Count == windows)
                break;
        }

        await stop.CancelAsync();
        await running;
        Report(measured, await devnet.StampsAsync());
        return 0;
    }

    private static void Report(List<(SubmissionResult Result, string FloorHash, long FloorStarted)> measured, IReadOnlyList<Stamp> stamps)
    {
        var frames = stamps.Where(s => s.Kind == "window").ToDictionary(s => s.Height, s => s.Timestamp);
        var received = stamps.Where(s => s.Kind == "broadcast").GroupBy(s => s.Hash).ToDictionary(g => g.Key, g => g.First().Timestamp);
        var byDevNet = measured.ConvertAll(m => Ms(frames[m.Result.Nonce], received[m.Result.TransactionHash!]) - m.Result.Timings.Prediction!.Value.TotalMilliseconds);
        var byWorker = measured.ConvertAll(m => m.Result.Timings.OwnLatency!.Value.TotalMilliseconds);
        var floor = measured.ConvertAll(m => Ms(m.FloorStarted, received[m.FloorHash]));
        Console.WriteLine($"{measured.Count} windows after {WarmUp} of warm-up, milliseconds        p50      p99");
        Line("frame sent to BroadcastTx received, by DevNet", byDevNet);
        Line("frame received to BroadcastTx sent, by the worker", byWorker);
        Line("floor: bare client, Simulate to BroadcastTx received", floor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"above the floor: p50 {P(byDevNet, 50) - P(floor, 50):F2} ms (at most 1), p99 {P(byDevNet, 99) - P(floor, 99):F2} ms (at most 5)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"DevNet's and the worker's medians differ by {Math.Abs(P(byDevNet, 50) - P(byWorker, 50)):F2} ms (at most 0.3)"));
    }

    private static void Line(string name, List<double> values) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-56} {P(values, 50),6:F2}  {P(values, 99),7:F2}"));

    private static double P(List<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static string StateFolder() => Directory.CreateTempSubdirectory("latency-").FullName;

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
