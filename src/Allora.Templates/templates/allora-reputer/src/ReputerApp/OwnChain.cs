using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Hosting;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.DependencyInjection;

namespace ReputerApp;

/// <summary>A chain in this process, with a topic and funded wallets, for a first run without a network. Debug builds only.</summary>
internal static class OwnChain
{
    private const int EpochLength = 12;

    public static async Task<AlloraBuilder> AddAsync(IServiceCollection services, ulong topicId)
    {
        Console.WriteLine($"No network is configured: starting a chain in this process. A window of topic {topicId} opens every {EpochLength} blocks, two blocks a second.");
        var chain = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = TimeSpan.FromMilliseconds(500),
                Topics = [new GenesisTopic { Id = topicId, EpochLength = EpochLength, WorkerSubmissionWindow = 6, GroundTruthLag = EpochLength }],
            },
        });
        // The host disposes it after the workers.
        services.AddSingleton(_ => chain);
        return services.AddAllora(chain.Network).UseWallet(provider => Open(provider, 0), Temporary)
            // Somebody whose predictions are judged.
            .AddWallet("inferer", provider => Open(provider, 1), Temporary)
            .AddAlloraWorker(topicId, static (_, _) => ValueTask.FromResult(Prediction.Value(0.01)), wallet: "inferer");
    }

    private static AlloraWallet Open(IServiceProvider provider, int index)
    {
        _ = provider.GetRequiredService<AlloraDevNet>();
        return AlloraWallet.FromMnemonic(AlloraDevNet.TestMnemonic, path: HdPath.ForIndex(index), curve: provider.GetRequiredService<ISecp256k1>());
    }

    private static void Temporary(WalletOptions options) => options.StateFolder = Directory.CreateTempSubdirectory("allora-").FullName;
}
