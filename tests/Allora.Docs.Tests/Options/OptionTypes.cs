using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.Api;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Rewards;
using Allora.Sdk.Sending;
using Allora.Sdk.Workers;

namespace Allora.Docs.Tests.Options;

/// <summary>The types that docs/configuration.md has a table of, each with an instance as its user would first have it.</summary>
internal static class OptionTypes
{
    private static readonly AlloraNetwork Network = new() { ChainId = "a", Endpoints = [new AlloraEndpoint("http://localhost:1")] };

    /// <summary>The heading of the table, and the instance that holds the defaults.</summary>
    public static IReadOnlyDictionary<string, object> All { get; } = new object[]
    {
        Network,
        Network.Endpoints[0],
        new AlloraClientOptions(),
        new ChainEventStreamOptions(),
        new WorkerOptions { TopicId = 67 },
        new WalletOptions(),
        new FeeOptions(),
        new FallbackOptions(),
        new GuardOptions(),
        new TransactionOptions(),
        new AutoStakeOptions { Reputer = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic).Address },
        new RewardStakingOptions { TopicId = 67, Reputer = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic).Address },
        new AlertOptions { Webhook = new Uri("https://localhost") },
        new AlloraApiOptions(),
        new FaucetOptions(),
        new DevNetOptions(),
        new DevNetChainFaults(),
        new DevNetUpgradeOptions(),
        new DevNetGenesis(),
        new GenesisTopic { Id = 67 },
        new GenesisAccount(),
    }.ToDictionary(instance => instance.GetType().Name);

    /// <summary>What must be given: there is no default.</summary>
    public static IReadOnlySet<string> Required { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AlloraNetwork.ChainId", "AlloraNetwork.Endpoints", "AlloraEndpoint.Address",
        "WorkerOptions.TopicId", "AlertOptions.Webhook", "RewardStakingOptions.TopicId", "RewardStakingOptions.Reputer", "AutoStakeOptions.Reputer", "GenesisTopic.Id",
    };
}
