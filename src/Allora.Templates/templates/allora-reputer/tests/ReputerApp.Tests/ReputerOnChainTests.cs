using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Roles;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Wallets;

namespace ReputerApp.Tests;

/// <summary>The whole reputer against a chain in this process, with an inferer to judge.</summary>
public sealed class ReputerOnChainTests
{
    private const ulong Topic = 67;

    [Fact(Timeout = 120_000)]
    public async Task The_losses_of_a_nonce_are_reported()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var genesis = DevNetGenesis.Default with
        {
            BlockInterval = TimeSpan.FromMilliseconds(200),
            Topics = [new GenesisTopic { Id = Topic, EpochLength = 12, WorkerSubmissionWindow = 6, GroundTruthLag = 12 }],
        };
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = genesis }, stop.Token);
        await using var client = new AlloraClient(chain.Network);
        using var wallet = Wallet(0);
        using var other = Wallet(1);
        var reputer = WorkerRunner.ForReputer(client, wallet, new Truth(), new WorkerOptions { TopicId = Topic }, ReputerLoss.Of("mse"));
        var inferer = WorkerRunner.ForInferer(client, other, new Constant(), new WorkerOptions { TopicId = Topic });
        var running = Task.WhenAll(reputer.RunAsync(stop.Token), inferer.RunAsync(stop.Token));
        await foreach (var result in reputer.ResultsAsync(stop.Token))
        {
            if (result.Status == SubmissionStatus.Included)
                break;
            Assert.NotEqual(SubmissionStatus.Rejected, result.Status);
        }

        await stop.CancelAsync();
        await running;
    }

    private static AlloraWallet Wallet(int index) =>
        AlloraWallet.FromMnemonic(AlloraDevNet.TestMnemonic, path: HdPath.ForIndex(index)).WithOptions(new WalletOptions { Journal = new MemoryJournal() });

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.01));
    }
}
