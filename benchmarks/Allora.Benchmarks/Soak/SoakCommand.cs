using System.Globalization;
using Allora.Benchmarks.Scale;
using Allora.Sdk;

namespace Allora.Benchmarks.Soak;

/// <summary>
/// A worker process left alone: this one, with a few topics of short epochs, against a DevNet in another process that misbehaves mildly.
/// Each minute it tells memory, handles and threads; at the end whether they stayed flat.
/// Usage: soak [minutes] [--seed N] (30 minutes by default). Exits with 1 when something grew or half of the windows were missed.
/// </summary>
internal static class SoakCommand
{
    private const int Topics = 8;
    private const int Wallets = 2;
    private const int EpochBlocks = 12;
    private const int BlockMilliseconds = 250;
    private const int ReadingsAMinute = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = args.FirstOrDefault(argument => !argument.StartsWith('-')) is { } count ? double.Parse(count, CultureInfo.InvariantCulture) : 30;
        var at = Array.IndexOf(args, "--seed");
        var seed = at < 0 ? Random.Shared.Next() : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
        Say($"{minutes} minutes, {Topics} topics, {Wallets} wallets, blocks of {BlockMilliseconds} ms, epochs of {EpochBlocks} blocks, faults of seed {seed}");
        var settings = new ScaleSettings(Topics, Wallets, 0, BlockMilliseconds, EpochBlocks);
        await using var chain = await ChainProcess.StartAsync("scale-devnet", [.. settings.ToArguments(), "--faults", seed.ToString(CultureInfo.InvariantCulture)]);
        var state = Directory.CreateTempSubdirectory("soak-");
        try
        {
            return await RunAsync(chain.Network, state.FullName, TimeSpan.FromMinutes(minutes));
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(AlloraNetwork network, string state, TimeSpan duration)
    {
        List<AlloraWallet> wallets = [.. Enumerable.Range(0, Wallets).Select(ScaleDevNet.WalletOf).Select(wallet => wallet.WithOptions(new WalletOptions { StateFolder = state }))];
        var outcomes = new Fates();
        List<ProcessReading> readings;
        await using (var client = new AlloraClient(network))
        {
            using var stop = new CancellationTokenSource();
            var running = new List<Task>();
            for (var topic = 1; topic <= Topics; topic++)
            {
                var options = new WorkerOptions { TopicId = (ulong)topic, PollInterval = TimeSpan.FromSeconds(2) };
                var runner = new WorkerRunner(client, wallets[(topic - 1) % Wallets], new Nonces(), options);
                running.Add(runner.RunAsync(stop.Token));
                running.Add(outcomes.ReadAsync(runner));
            }

            readings = await WatchAsync(duration, outcomes);
            await stop.CancelAsync();
            await Task.WhenAll(running);
        }

        foreach (var wallet in wallets)
            wallet.Dispose();
        Say($"windows {outcomes.Windows}: included {outcomes.Of(SubmissionStatus.Included)}, missed {outcomes.Of(SubmissionStatus.Missed)}");
        // Faults cost windows; a worker that does not come back from one costs them all.
        return SoakVerdict.Of(readings) & outcomes.Of(SubmissionStatus.Included) * 2 > outcomes.Windows ? 0 : 1;
    }

    private static async Task<List<ProcessReading>> WatchAsync(TimeSpan duration, Fates outcomes)
    {
        var readings = new List<ProcessReading>();
        var count = Math.Max(4, (int)Math.Round(duration.TotalMinutes * ReadingsAMinute));
        for (var index = 1; index <= count; index++)
        {
            await Task.Delay(duration / count, TimeProvider.System);
            var reading = ProcessReading.Take();
            readings.Add(reading);
            if (index % ReadingsAMinute == 0)
            {
                Say($"minute {index / (double)ReadingsAMinute * (duration.TotalMinutes * ReadingsAMinute / count),5:F1}: RSS {reading.Resident / 1048576.0,6:F1} MiB, managed {reading.Managed / 1048576.0,6:F2} MiB, handles {reading.Handles,4}, threads {reading.Threads,3}, windows {outcomes.Windows,6}, included {outcomes.Of(SubmissionStatus.Included),6}");
            }
        }

        return readings;
    }

    internal static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Nonces : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(context.Nonce * 0.000001m));
    }
}
