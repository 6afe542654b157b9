using System.Globalization;
using System.Text.Json;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Relays;

/// <summary>A DevNet in a process of its own: one topic with many registered workers, with or without coins, and a few funded senders.</summary>
internal static class RelayDevNet
{
    public const ulong Topic = 67;
    public const int FirstSender = 5_000;
    private const int FirstWorker = 10_000;
    private const long FirstWindow = 12;
    private const long Epoch = 12;

    public static AlloraWallet WalletOf(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index), curve: NativeSecp256k1.Load());

    public static AlloraWallet WorkerOf(int index) => WalletOf(FirstWorker + index);

    public static async Task<int> RunAsync(string[] args)
    {
        var (workers, senders, blockMilliseconds) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        var addresses = Enumerable.Range(0, workers).Select(static index => WorkerOf(index)).ToList();
        var coins = UAllo.FromAllo("100");
        await using var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = TimeSpan.FromMilliseconds(blockMilliseconds),
                Accounts =
                [
                    new GenesisAccount { Name = "bank" },
                    .. Enumerable.Range(0, senders).Select(index => new GenesisAccount { Index = FirstSender + index, Uallo = coins, Whitelisted = false }),
                    // Without senders each worker pays for itself.
                    .. senders > 0 ? [] : addresses.Select(wallet => new GenesisAccount { Address = wallet.Address, Uallo = coins, Whitelisted = false }),
                ],
                Topics = [new GenesisTopic { Id = Topic, EpochLength = Epoch, WorkerSubmissionWindow = Epoch - 2, GroundTruthLag = Epoch, FirstWindow = FirstWindow, Workers = [.. addresses.Select(static wallet => wallet.Address)] }],
            },
        });
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { grpc = devnet.Grpc, rpc = devnet.Rpc, chainId = devnet.Network.ChainId }));
        await Console.Out.FlushAsync();
        while (await Console.In.ReadLineAsync() is not null)
        {
            // The end of the input ends the chain.
        }

        return 0;
    }
}
