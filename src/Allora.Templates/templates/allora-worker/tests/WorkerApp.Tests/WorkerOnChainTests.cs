using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Testing.Journals;

namespace WorkerApp.Tests;

/// <summary>The whole worker against a chain in this process.</summary>
public sealed class WorkerOnChainTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_window_is_answered()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromMilliseconds(200) } }, stop.Token);
        await using var client = new AlloraClient(chain.Network);
        using var wallet = AlloraWallet.FromMnemonic(AlloraDevNet.TestMnemonic).WithOptions(new WalletOptions { Journal = new MemoryJournal() });
        var runner = new WorkerRunner(client, wallet, new Model(), new WorkerOptions { TopicId = 67 });
        var running = runner.RunAsync(stop.Token);
        await foreach (var result in runner.ResultsAsync(stop.Token))
        {
            // On a busy machine the first window can end before everything is compiled and the wallet registered.
            if (result.Status == SubmissionStatus.Included)
                break;
            Assert.NotEqual(SubmissionStatus.Rejected, result.Status);
        }

        await stop.CancelAsync();
        await running;
    }
}
