using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using Allora.Sdk.Values;

namespace Allora.Benchmarks.Fees;

/// <summary>
/// What a worker pays against what a block needed (gas used x price), standard tier, over many windows of a DevNet in this process.
/// Usage: fees [submissions] (default 200). Exits with 1 when the median is above 1.3, or when a failure burned a fee.
/// </summary>
internal static class FeesCommand
{
    private const ulong Topic = 67;
    private const decimal Price = 10;
    private const double MedianLimit = 1.3;

    public static async Task<int> RunAsync(string[] args)
    {
        var submissions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        var state = Directory.CreateTempSubdirectory("allora-fees-");
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, curve: NativeSecp256k1.Load()).WithOptions(new WalletOptions { StateFolder = state.FullName });
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Genesis(wallet.Address) });
        await using var client = new AlloraClient(devnet.Network);
        var runner = new WorkerRunner(client, wallet, new Drifting(), new WorkerOptions { TopicId = Topic });
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);
        var ratios = new List<double>();
        var others = new Dictionary<SubmissionStatus, int>();
        await foreach (var result in runner.ResultsAsync())
        {
            if (result is { Status: SubmissionStatus.Included, Fee: { } fee, GasUsed: { } gas })
                ratios.Add((double)((decimal)fee.Value / (gas * Price)));
            else if (result.IsTerminal)
                others[result.Status] = others.GetValueOrDefault(result.Status) + 1;
            if (ratios.Count == submissions)
                break;
        }

        await stop.CancelAsync();
        await running;
        return Judge(ratios, others, Burned(devnet));
    }

    private static int Judge(List<double> ratios, Dictionary<SubmissionStatus, int> others, int burned)
    {
        ratios.Sort();
        var (median, tail) = (ratios[ratios.Count / 2], ratios[(int)(ratios.Count * 0.99)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ratios.Count} submissions: paid / (gas used x price) least {ratios[0]:F3}, median {median:F3}, p99 {tail:F3}, most {ratios[^1]:F3}"));
        Console.WriteLine($"failures that burned a fee: {burned}; other ends: {(others.Count == 0 ? "none" : string.Join(", ", others.Select(static other => $"{other.Key} {other.Value}")))}");
        if (median > MedianLimit)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LIMIT BROKEN: the median is above {MedianLimit}"));
        if (burned > 0)
            Console.WriteLine("LIMIT BROKEN: a failure burned a fee");
        return median > MedianLimit || burned > 0 ? 1 : 0;
    }

    // From the chain's own blocks, not from what the worker says.
    private static int Burned(AlloraDevNet devnet)
    {
        var burned = 0;
        for (var height = 1L; height <= devnet.Height; height++)
            burned += devnet.Transactions(height).Count(static transaction => transaction.Code != 0);
        return burned;
    }

    private static DevNetGenesis Genesis(string worker) => DevNetGenesis.Default with
    {
        BlockInterval = TimeSpan.FromMilliseconds(100),
        GasPrice = GasPrice.Parse(Price.ToString(CultureInfo.InvariantCulture)),
        Topics = [new GenesisTopic { Id = Topic, EpochLength = 5, WorkerSubmissionWindow = 4, GroundTruthLag = 5, FirstWindow = 5, Workers = [worker] }],
    };

    // Values of many lengths: the gas of a payload grows with its bytes.
    private sealed class Drifting : IPredictionProvider
    {
        private readonly Random _random = new(67);

        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Prediction.Value(Math.Round(_random.NextDouble() - 0.5, _random.Next(1, 15))));
    }
}
