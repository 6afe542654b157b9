using System.Diagnostics;
using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Benchmarks.Settlement;

/// <summary>
/// How long a DevNet takes for an epoch of 6 forecasters, 6 reputers and 10, 32 or 100 inferers: the blocks with their transactions, the block that closes
/// the worker window, the block that settles the losses, and a block with nothing in it. Usage: epoch [epochs] (default 12). Exits with 1 if the
/// two blocks of an epoch of 32 inferers take more than 250 ms together, apart from what an empty block takes.
/// </summary>
internal static class EpochCommand
{
    private const double LimitMilliseconds = 250;
    private const ulong Topic = 1;
    private const int Others = 6;
    private const int Length = 8;
    private const int Window = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var epochs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 12;
        var met = true;
        Console.WriteLine("inferers  workers' block  each tx  close block  reputers' block  each tx  settling block  empty block  close and settle: median     most  (milliseconds)");
        foreach (var size in (int[])[10, 32, 100])
        {
            var times = await MeasureAsync(size, epochs);
            var (workers, close, reputers, settle, empty) = (Of(0), Of(1), Of(2), Of(3), Of(4));
            var together = times.Select(one => one[1] + one[3] - (2 * empty)).Order().ToList();
            var median = together[together.Count / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{size,8}  {workers,14:0.0}  {(workers - empty) / (size + Others),7:0.00}  {close,11:0.0}  {reputers,15:0.0}  {(reputers - empty) / Others,7:0.00}  {settle,14:0.0}  {empty,11:0.00}  {median,24:0.0}  {together[^1],7:0.0}"));
            met &= size != 32 || median <= LimitMilliseconds;

            double Of(int part) => times.Select(one => one[part]).Order().ElementAt(times.Count / 2);
        }

        return met ? 0 : 1;
    }

    private static async Task<List<double[]>> MeasureAsync(int inferers, int epochs)
    {
        var actors = Enumerable.Range(0, inferers + (2 * Others)).Select(static index => new EpochSender(index)).ToList();
        var (workers, reputers) = (actors[..(inferers + Others)], actors[(inferers + Others)..]);
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = Genesis(workers, reputers, inferers) });
        await using var client = new AlloraClient(devnet.Network);
        foreach (var actor in actors)
            await actor.LoadAsync(client);
        var times = new List<double[]>();
        // An epoch's nonce is a height of the form 8 i + 2; the first third is not counted.
        await devnet.StepAsync(1);
        for (var epoch = 0; epoch < epochs + (epochs / 3) + 2; epoch++)
        {
            var nonce = devnet.Height;
            foreach (var inferer in workers[..inferers])
                await inferer.InferAsync(client, Topic, nonce);
            foreach (var forecaster in workers[inferers..])
                await forecaster.ForecastAsync(client, Topic, nonce, workers[..Math.Min(inferers, 12)].Select(static one => one.Address));
            var first = await StepAsync(devnet);
            await StepAsync(devnet);
            var close = await StepAsync(devnet);
            var before = nonce - Length;
            if (epoch > 0)
            {
                var network = (await client.Services.EmissionsV10.GetNetworkInferencesAtBlockAsync(new GetNetworkInferencesAtBlockRequest { TopicId = Topic, BlockHeightLastInference = before })).NetworkInferences;
                foreach (var reputer in reputers)
                    await reputer.ReportAsync(client, Topic, before, network);
            }

            var second = await StepAsync(devnet);
            await StepAsync(devnet);
            await StepAsync(devnet);
            var empty = await StepAsync(devnet);
            var settle = await StepAsync(devnet);
            if (epoch >= 2 + (epochs / 3))
                times.Add([first, close, second, settle, empty]);
        }

        foreach (var actor in actors)
            actor.Dispose();
        return times;
    }

    private static async Task<double> StepAsync(AlloraDevNet devnet)
    {
        var clock = Stopwatch.GetTimestamp();
        await devnet.StepAsync();
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    private static DevNetGenesis Genesis(List<EpochSender> workers, List<EpochSender> reputers, int inferers) => DevNetGenesis.Default with
    {
        Accounts = [.. workers.Concat(reputers).Select(static (_, index) => new GenesisAccount { Index = index })],
        Parameters = new Dictionary<string, string> { ["max_top_inferers_to_reward"] = inferers.ToString(CultureInfo.InvariantCulture), ["min_epoch_length"] = "4" },
        Topics =
        [
            new GenesisTopic
            {
                Id = Topic,
                EpochLength = Length,
                GroundTruthLag = Length,
                WorkerSubmissionWindow = Window,
                FirstWindow = 2,
                Workers = [.. workers.Select(static one => one.Address)],
                Stake = reputers.Select(static (one, index) => (one.Address, Stake: UAllo.FromAllo((1000 + (137 * index)).ToString(CultureInfo.InvariantCulture)))).ToDictionary(static one => one.Address, static one => one.Stake),
            },
        ],
    };
}
