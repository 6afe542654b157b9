using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Allora.Benchmarks.Scale;
using Allora.Sdk;
using Allora.Sdk.Sending;

namespace Allora.Benchmarks.Relays;

/// <summary>
/// The workers of one topic answer one window: with a few funded senders and no coins of their own, and then each with its own account.
/// Usage: relay [--workers 200] [--senders 2] [--windows 3] [--block-ms 5000] [--gas 2000000]. Exits with 1 if a payload was not included.
/// </summary>
internal static class RelayCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var (workers, senders, windows, block, gas) = (Of(args, "--workers", 200), Of(args, "--senders", 2), Of(args, "--windows", 3), Of(args, "--block-ms", 5000), Of(args, "--gas", 2_000_000));
        var relayed = await MeasureAsync(workers, senders, windows, block, (ulong)gas);
        var own = await MeasureAsync(workers, 0, windows, block, (ulong)gas);
        return relayed && own ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(int workers, int senders, int windows, int block, ulong gas)
    {
        Say($"{workers} workers of one topic, {(senders == 0 ? "each with its own account" : $"without coins, {senders} senders")}, blocks of {block} ms");
        await using var chain = await ChainProcess.StartAsync("relay-devnet", Text(workers), Text(senders), Text(block));
        var state = Directory.CreateTempSubdirectory("relay-");
        try
        {
            var options = new WalletOptions { StateFolder = state.FullName };
            List<AlloraWallet> wallets = [.. Enumerable.Range(0, workers).Select(index => RelayDevNet.WorkerOf(index).WithOptions(options))];
            var purse = senders == 0 ? null : new PayloadSenders([.. Enumerable.Range(0, senders).Select(index => RelayDevNet.WalletOf(RelayDevNet.FirstSender + index).WithOptions(options))]) { Fees = new FeeOptions { MaximumGas = gas }, MaximumMessages = 200 };
            await using var client = new AlloraClient(chain.Network);
            using var stop = new CancellationTokenSource();
            var results = new ConcurrentQueue<SubmissionResult>();
            var running = new List<Task>();
            foreach (var wallet in wallets)
            {
                var runner = new WorkerRunner(client, wallet, new Constant(), new WorkerOptions { TopicId = RelayDevNet.Topic, SubmittedBy = purse });
                running.Add(runner.RunAsync(stop.Token));
                running.Add(ReadAsync(runner, results));
            }

            while (results.Count(static result => result.Status == SubmissionStatus.Included) < workers * windows && results.Select(static result => result.Nonce).Distinct().Count() <= windows)
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            await stop.CancelAsync();
            await Task.WhenAll(running);
            foreach (var wallet in wallets.Concat(purse?.Wallets ?? []))
                wallet.Dispose();
            return Report([.. results], workers, windows);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static bool Report(List<SubmissionResult> results, int workers, int windows)
    {
        var isWhole = true;
        foreach (var window in results.GroupBy(static result => result.Nonce).OrderBy(static window => window.Key).Take(windows))
        {
            var sent = window.Where(static result => result.Status == SubmissionStatus.Broadcast).GroupBy(static result => result.Wallet).Select(static all => all.First()).ToList();
            var included = window.Where(static result => result.Status == SubmissionStatus.Included).ToList();
            isWhole &= included.Count == workers;
            var latencies = sent.Select(static result => result.Timings.BroadcastSent?.TotalMilliseconds ?? double.NaN).Order().ToList();
            var blocks = included.GroupBy(result => result.Height - window.Key).OrderBy(static one => one.Key).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count()} in block +{one.Key}"));
            Say($"nonce {window.Key}: {sent.Count} broadcast, frame to broadcast p50 {At(latencies, 0.5):F0} ms, all after {At(latencies, 1):F0} ms; {included.Count} included in {included.Select(static one => one.TransactionHash).Distinct().Count()} transactions ({string.Join(", ", blocks)})");
            Say($"  per payload: gas {Mean(included.Select(static one => new BigInteger(one.GasUsed ?? 0)))}, fee {Mean(included.Select(static one => one.Fee?.Value ?? 0))} uallo");
            foreach (var other in window.Where(static result => result.IsTerminal && result.Status != SubmissionStatus.Included).Take(5))
                Say($"  {other.Wallet}: {other.Status}, {other.Reason}: {other.Message}");
        }

        return isWhole;
    }

    private static async Task ReadAsync(WorkerRunner runner, ConcurrentQueue<SubmissionResult> results)
    {
        await foreach (var result in runner.ResultsAsync())
            results.Enqueue(result);
    }

    private static double At(List<double> sorted, double quantile) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling((sorted.Count - 1) * quantile)];

    private static BigInteger Mean(IEnumerable<BigInteger> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? 0 : all.Aggregate(BigInteger.Zero, static (sum, one) => sum + one) / all.Count;
    }

    private static int Of(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
