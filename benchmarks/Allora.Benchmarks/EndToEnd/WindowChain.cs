using System.Globalization;
using System.Text.Json;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.EndToEnd;

/// <summary>The DevNet in this process, and what the other process runs: "window-devnet TOPICS" tells its addresses, and makes a block for each line that comes in.</summary>
internal sealed class WindowChain(AlloraDevNet devnet) : IWindowChain
{
    public const int EpochLength = 4;

    /// <summary>The topics are dealt to this many wallets.</summary>
    public const int Wallets = 10;

    private const int FirstWindow = 5;

    public AlloraNetwork Network => devnet.Network;

    public static async Task<WindowChain> StartAsync(int topics) => new(await AlloraDevNet.StartAsync(new DevNetOptions
    {
        StepByHand = true,
        // The real chain opens one topic a block; here all open at once, which is the most that a client can be asked.
        Genesis = DevNetGenesis.Default with { Topics = Topics(topics), Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "1000" } },
    }));

    public static async Task<int> ServeAsync(string[] args)
    {
        await using var chain = await StartAsync(int.Parse(args[0], CultureInfo.InvariantCulture));
        await TellAsync(JsonSerializer.Serialize(new[] { chain.Network.ChainId, chain.Network.Endpoints[0].ToString(), chain.Network.EventEndpoints[0].ToString() }));
        while (await Console.In.ReadLineAsync() is not null)
        {
            await chain.StepAsync();
            await TellAsync("");
        }

        return 0;
    }

    /// <summary>The wallet that answers a topic.</summary>
    public static AlloraWallet WalletOf(int index) =>
        AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.Parse(string.Create(CultureInfo.InvariantCulture, $"m/44'/118'/0'/0/{index}")), curve: NativeSecp256k1.Load());

    public async Task StepAsync() => await devnet.StepAsync();

    public ValueTask DisposeAsync() => devnet.DisposeAsync();

    private static GenesisTopic[] Topics(int count)
    {
        var addresses = Enumerable.Range(0, Wallets).Select(index =>
        {
            using var wallet = WalletOf(index);
            return wallet.Address;
        }).ToList();
        return [.. Enumerable.Range(1, count).Select(id => new GenesisTopic
        {
            Id = (ulong)id,
            EpochLength = EpochLength,
            WorkerSubmissionWindow = EpochLength - 1,
            GroundTruthLag = EpochLength,
            FirstWindow = FirstWindow,
            Workers = [addresses[(id - 1) % Wallets]],
        })];
    }

    private static async Task TellAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
