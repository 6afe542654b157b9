using System.Diagnostics;
using System.Globalization;
using Allora.Sdk;

namespace Allora.Benchmarks.Scale;

/// <summary>
/// Many workers over a few wallets in this process, on one client, against a DevNet in another: first one topic alone, then all of them beside it.
/// Usage: scale [--topics 1000] [--wallets 20] [--epochs 2] [--block-ms 1000] [--epoch 60]. Exits with 1 when a window was missed.
/// </summary>
internal static class ScaleCommand
{
    private const int SoloWindows = 40;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = ScaleSettings.Parse(args);
        Say($"{settings.Topics} topics, {settings.Wallets} wallets, blocks of {settings.BlockMilliseconds} ms, epochs of {settings.EpochBlocks} blocks (the topic alone: 4 blocks)");
        await using var chain = await ChainProcess.StartAsync("scale-devnet", settings.ToArguments());
        var state = Directory.CreateTempSubdirectory("scale-");
        try
        {
            return await RunAsync(settings, chain.Network, state.FullName);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(ScaleSettings settings, AlloraNetwork network, string state)
    {
        List<AlloraWallet> wallets = [.. Enumerable.Range(0, settings.Wallets + 1).Select(ScaleDevNet.WalletOf).Select(wallet => wallet.WithOptions(new WalletOptions { StateFolder = state }))];
        await using var client = new AlloraClient(network);
        using var stop = new CancellationTokenSource();
        var alone = await AloneAsync(client, wallets[^1]);
        var before = ProcessReading.Take();

        var start = (await client.GetBlockHeaderAsync()).Height;
        var solo = new Fates(start);
        var many = new Fates(start);
        var running = new List<Task>();
        Start(client, wallets[^1], ScaleDevNet.SoloTopic, solo, running, stop.Token);
        for (var index = 0; index < settings.Topics; index++)
            Start(client, wallets[index % settings.Wallets], (ulong)(index + 1), many, running, stop.Token);
        var (cpu, watch) = await LoadAsync(settings, client, many);
        var after = ProcessReading.Take();
        await stop.CancelAsync();
        await Task.WhenAll(running);
        foreach (var wallet in wallets)
            wallet.Dispose();
        Report(settings, (alone, solo, many), (before, after), cpu, watch);
        return many.Of(SubmissionStatus.Included) == many.Windows ? 0 : 1;
    }

    private static async Task<Fates> AloneAsync(AlloraClient client, AlloraWallet wallet)
    {
        var outcomes = new Fates();
        using var stop = new CancellationTokenSource();
        var running = new List<Task>();
        Start(client, wallet, ScaleDevNet.SoloTopic, outcomes, running, stop.Token);
        while (outcomes.Broadcasts < SoloWindows)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        return outcomes;
    }

    // The first epoch warms up: measured is what comes after it.
    private static async Task<(TimeSpan Cpu, TimeSpan Wall)> LoadAsync(ScaleSettings settings, AlloraClient client, Fates many)
    {
        var first = (await client.GetBlockHeaderAsync()).Height;
        await UntilAsync(client, first + settings.EpochBlocks);
        var (cpu, watch) = (ProcessReading.Take().Cpu, Stopwatch.StartNew());
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            await UntilAsync(client, first + (settings.EpochBlocks * (epoch + 1)));
            Say($"epoch {epoch}: {many.Windows} windows, {many.Of(SubmissionStatus.Included)} included, {many.Of(SubmissionStatus.Missed)} missed");
        }

        return (ProcessReading.Take().Cpu - cpu, watch.Elapsed);
    }

    private static void Start(AlloraClient client, AlloraWallet wallet, ulong topic, Fates outcomes, List<Task> running, CancellationToken stop)
    {
        var options = new WorkerOptions { TopicId = topic };
        var runner = new WorkerRunner(client, wallet, new Constant(), options);
        running.Add(runner.RunAsync(stop));
        running.Add(outcomes.ReadAsync(runner));
    }

    private static async Task UntilAsync(AlloraClient client, long height)
    {
        while ((await client.GetBlockHeaderAsync()).Height < height)
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
    }

    private static void Report(
        ScaleSettings settings, (Fates Alone, Fates Solo, Fates Many) outcomes, (ProcessReading Before, ProcessReading After) process, TimeSpan cpu, TimeSpan wall)
    {
        var (alone, solo, many) = outcomes;
        var (before, after) = process;
        Say($"windows {many.Windows}: included {many.Of(SubmissionStatus.Included)}, missed {many.Of(SubmissionStatus.Missed)}, other {many.Windows - many.Of(SubmissionStatus.Included) - many.Of(SubmissionStatus.Missed)}");
        Say($"CPU {cpu.TotalSeconds:F1} s in {wall.TotalSeconds:F0} s: {cpu / wall:P1} of a core, {cpu.TotalMilliseconds / wall.TotalMinutes / settings.Topics:F2} ms a minute and topic");
        Say($"memory of all topics: managed +{(after.Managed - before.Managed) / 1024.0 / settings.Topics:F1} KiB, RSS +{(after.Resident - before.Resident) / 1024.0 / settings.Topics:F1} KiB a topic (RSS {after.Resident / 1048576.0:F0} MiB in all)");
        Say($"threads {before.Threads} -> {after.Threads}, handles {before.Handles} -> {after.Handles}");
        Say($"frame to broadcast, one topic alone:      p50 {alone.Latency(0.5):F2} ms, p99 {alone.Latency(0.99):F2} ms ({alone.Broadcasts} windows)");
        Say($"frame to broadcast, that topic under load: p50 {solo.Latency(0.5):F2} ms, p99 {solo.Latency(0.99):F2} ms (x{solo.Latency(0.5) / alone.Latency(0.5):F2}, x{solo.Latency(0.99) / alone.Latency(0.99):F2}; {solo.Broadcasts} windows)");
        Say($"frame to broadcast, all topics under load: p50 {many.Latency(0.5):F2} ms, p99 {many.Latency(0.99):F2} ms (x{many.Latency(0.5) / alone.Latency(0.5):F2}, x{many.Latency(0.99) / alone.Latency(0.99):F2})");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
