using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Chaos.DevNetSide;

/// <summary>The chain of a run: v9, short epochs, wallets registered.</summary>
internal static class ChaosGenesis
{
    public static string[] Wallets(HostSettings settings)
    {
        var addresses = new string[settings.Topics.Length];
        for (var i = 0; i < addresses.Length; i++)
        {
            using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(i + 1));
            addresses[i] = wallet.Address;
        }

        return addresses;
    }

    public static DevNetGenesis Create(HostSettings settings, string[] wallets)
    {
        var topics = settings.Topics.SelectMany(static ids => ids).Distinct().Order().ToList();
        return DevNetGenesis.Default with
        {
            Schema = DevNetSchema.V9,
            Seed = settings.Seed,
            BlockInterval = TimeSpan.FromMilliseconds(settings.BlockMs),
            Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "50" },
            Topics = [.. topics.Select((id, i) => Topic(id, i))],
        };

        // The first two open with the same block, the others later in the epoch.
        GenesisTopic Topic(ulong id, int place) => new()
        {
            Id = id,
            EpochLength = settings.Epoch,
            WorkerSubmissionWindow = settings.Window,
            GroundTruthLag = settings.Epoch,
            FirstWindow = 10 + (Math.Max(0, place - 1) * settings.Epoch / 3),
            Funds = UAllo.FromAllo("1000000"),
            Workers = [.. wallets.Where((_, wallet) => settings.Topics[wallet].Contains(id))],
        };
    }
}
