using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Chaos.Fleets;

/// <summary>The chain of a fleet run: every wallet is registered in each of its topics, whose windows open one after the other.</summary>
internal static class FleetChain
{
    public const ulong FirstTopic = 101;

    /// <summary>Writes the wallets' keys into a folder, and returns the addresses.</summary>
    public static IReadOnlyList<string> WriteKeys(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var addresses = new List<string>();
        for (var index = 0; index < count; index++)
        {
            using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index));
            KeyFile.Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"w{index:000}.key")), wallet);
            addresses.Add(wallet.Address);
        }

        return addresses;
    }

    public static Task<AlloraDevNet> StartAsync(FleetChaosOptions options, IReadOnlyList<string> wallets) => AlloraDevNet.StartAsync(new DevNetOptions
    {
        Genesis = DevNetGenesis.Default with
        {
            Seed = options.Seed,
            BlockInterval = options.Block,
            Accounts = [.. Enumerable.Range(0, Math.Max(wallets.Count, 1)).Select(static index => new GenesisAccount { Index = index })],
            Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "50" },
            Topics = [.. Enumerable.Range(0, options.Topics).Select(place => new GenesisTopic
            {
                Id = FirstTopic + (ulong)place,
                EpochLength = options.Epoch,
                WorkerSubmissionWindow = options.Window,
                GroundTruthLag = options.Epoch,
                FirstWindow = 10 + (place * options.Epoch / options.Topics),
                Funds = UAllo.FromAllo("1000000"),
                Workers = wallets,
            })],
        },
    });
}
