using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// From the frame to the broadcast when events come from one node and calls go to others that make each block later, as on every public
/// network: two and three nodes, 1, 20 and 300 ms apart. Of three nodes, calls go to the last one first. All six chains run at the same time. Usage:
/// apart [windows] [--block MILLISECONDS]; 30 windows and blocks of 5 s by default, which take ten minutes. Exit code 1 if a median is more than
/// 30 ms above the delay of the nearest node that is called.
/// </summary>
internal static class ApartCommand
{
    private const double MostAbove = 30;
    private const long Epoch = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var windows = args.FirstOrDefault() is { } count && !count.StartsWith('-') ? int.Parse(count, CultureInfo.InvariantCulture) : 30;
        var block = TimeSpan.FromMilliseconds(Array.IndexOf(args, "--block") is var at and >= 0 ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5000);
        (int Nodes, int Apart)[] cases = [(2, 1), (2, 20), (2, 300), (3, 1), (3, 20), (3, 300)];
        var all = await Task.WhenAll(cases.Select(one => MeasureAsync(one.Nodes, one.Apart, windows, block)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"frame to broadcast, {windows} windows each, blocks of {block.TotalSeconds:0.###} s, milliseconds"));
        Console.WriteLine("nodes  apart       p50       p99       max");
        var isBroken = false;
        foreach (var ((nodes, apart), latencies) in cases.Zip(all))
        {
            var of = Percentiles.Of(latencies, static latency => latency);
            isBroken |= of.P50 > apart + MostAbove;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nodes,5}  {apart,5}  {of.P50,8:F1}  {of.P99,8:F1}  {latencies.Max().TotalMilliseconds,8:F1}{(of.P50 > apart + MostAbove ? "  LIMIT BROKEN" : "")}"));
        }

        return isBroken ? 1 : 0;
    }

    private static async Task<List<TimeSpan>> MeasureAsync(int nodes, int apart, int windows, TimeSpan block)
    {
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Nodes = nodes,
            CommitDelays = [.. Enumerable.Range(0, nodes).Select(node => TimeSpan.FromMilliseconds(node * apart))],
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = block,
                Topics = [new GenesisTopic { Id = LatencyDevNet.Topic, EpochLength = Epoch, WorkerSubmissionWindow = Epoch - 1, GroundTruthLag = Epoch, FirstWindow = 2 * Epoch }],
            },
        });
        await using var client = new AlloraClient(devnet.Network with
        {
            Endpoints = [.. devnet.Nodes.Skip(1).Reverse().Select(node => new AlloraEndpoint(node.Grpc))],
            EventEndpoints = [new AlloraEndpoint(devnet.Nodes[0].Rpc)],
        });
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var state = Directory.CreateTempSubdirectory("apart-");
        wallet.WithOptions(new WalletOptions { StateFolder = state.FullName });
        var runner = new WorkerRunner(client, wallet, new ConstantProvider(), new WorkerOptions { TopicId = LatencyDevNet.Topic });
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);
        List<TimeSpan> latencies = [];
        await foreach (var result in runner.ResultsAsync(CancellationToken.None))
        {
            if (result.Status == SubmissionStatus.Missed)
                latencies.Add(Epoch * block);
            // The first window compiles everything.
            else if (result is { Status: SubmissionStatus.Broadcast, Timings.BroadcastSent: { } sent } && result.Nonce > 2 * Epoch)
                latencies.Add(sent);
            if (latencies.Count == windows)
                break;
        }

        await stop.CancelAsync();
        await running;
        state.Delete(recursive: true);
        return latencies;
    }

    private sealed class ConstantProvider : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
