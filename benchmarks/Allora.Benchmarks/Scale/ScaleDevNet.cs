using System.Globalization;
using System.Text.Json;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Scale;

/// <summary>A DevNet with many topics in a process of its own: tells its addresses, and ends with its input. With "--faults SEED" it misbehaves mildly.</summary>
internal static class ScaleDevNet
{
    /// <summary>A topic beside the many, for the figure of one alone: a short epoch, and a wallet of its own.</summary>
    public const ulong SoloTopic = 1_000_000;

    private const long FirstWindow = 20;
    private const int SoloEpoch = 4;

    private static readonly TimeSpan BetweenFaults = TimeSpan.FromSeconds(15);

    private static readonly (FaultKind Kind, FaultProtocol Protocol)[] Mild =
    [
        (FaultKind.Unavailable, FaultProtocol.Grpc), (FaultKind.Latency, FaultProtocol.Grpc), (FaultKind.LostAnswer, FaultProtocol.Grpc), (FaultKind.Truncated, FaultProtocol.Grpc),
        (FaultKind.DropFrame, FaultProtocol.WebSocket), (FaultKind.DuplicateFrame, FaultProtocol.WebSocket), (FaultKind.CloseMidFrame, FaultProtocol.WebSocket),
    ];

    public static AlloraWallet WalletOf(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index), curve: NativeSecp256k1.Load());

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = ScaleSettings.Parse(args);
        var devnet = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = GenesisOf(settings), HistoryLength = 100, BlockHistoryLength = 300 });
        await using (devnet)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { grpc = devnet.Grpc, rpc = devnet.Rpc, chainId = devnet.Network.ChainId }));
            await Console.Out.FlushAsync();
            using var stop = new CancellationTokenSource();
            var at = Array.IndexOf(args, "--faults");
            var misbehaving = at < 0 ? Task.CompletedTask : MisbehaveAsync(devnet, new Random(int.Parse(args[at + 1], CultureInfo.InvariantCulture)), stop.Token);
            while (await Console.In.ReadLineAsync() is not null)
            {
                // Whatever comes in asks for nothing; the end of the input ends the chain.
            }

            await stop.CancelAsync();
            await misbehaving;
        }

        return 0;
    }

    private static DevNetGenesis GenesisOf(ScaleSettings settings)
    {
        List<AlloraWallet> wallets = [.. Enumerable.Range(0, settings.Wallets + 1).Select(WalletOf)];
        var window = Math.Max(3, settings.EpochBlocks / 3);
        return DevNetGenesis.Default with
        {
            BlockInterval = TimeSpan.FromMilliseconds(settings.BlockMilliseconds),
            Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = (settings.Topics + 1).ToString(CultureInfo.InvariantCulture) },
            Accounts = [.. wallets.Select((_, index) => new GenesisAccount { Name = $"account{index}", Index = index })],
            Topics =
            [
                .. Enumerable.Range(0, settings.Topics).Select(index => new GenesisTopic
                {
                    Id = (ulong)(index + 1), EpochLength = settings.EpochBlocks, WorkerSubmissionWindow = window, GroundTruthLag = settings.EpochBlocks,
                    FirstWindow = FirstWindow + (index % settings.EpochBlocks), Workers = [wallets[index % settings.Wallets].Address],
                }),
                new GenesisTopic
                {
                    Id = SoloTopic, EpochLength = SoloEpoch, WorkerSubmissionWindow = SoloEpoch - 1, GroundTruthLag = SoloEpoch,
                    FirstWindow = FirstWindow, Workers = [wallets[^1].Address],
                },
            ],
        };
    }

    private static async Task MisbehaveAsync(AlloraDevNet devnet, Random random, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenFaults * random.NextDouble() * 2, TimeProvider.System, stop);
                var (kind, protocol) = Mild[random.Next(Mild.Length)];
                devnet.Faults.Add(new Fault { Kind = kind, Protocol = protocol, Times = random.Next(1, 4), Delay = TimeSpan.FromMilliseconds(random.Next(50, 800)) });
            }
        }
        catch (OperationCanceledException)
        {
            // The input has ended.
        }
    }
}
