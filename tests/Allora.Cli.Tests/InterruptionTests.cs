using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>Ctrl-C and SIGTERM while there is something in flight.</summary>
public sealed class InterruptionTests
{
    [Fact]
    public async Task A_worker_confirms_what_it_sent_before_it_ends()
    {
        // Longer than the two seconds that a command line usually gets.
        await using var scene = await InFlightAsync(static options => options with { Genesis = options.Genesis! with { BlockInterval = TimeSpan.FromSeconds(5) } });

        Assert.Equal(0, await scene.Worker.SignalAsync("TERM"));

        var lines = await scene.Worker.ReadUntilAsync("Included");
        Assert.Contains("  topic 67  nonce ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, scene.Chain.PendingTransactions);
    }

    [Fact]
    public async Task Whoever_insists_gets_an_end_at_once()
    {
        // No block comes any more: there is nothing to confirm for as long as the worker would wait.
        await using var scene = await InFlightAsync(static options => options with { StepByHand = true });

        Assert.Equal(130, await scene.Worker.InsistAsync("TERM"));

        Assert.Equal(1, scene.Chain.PendingTransactions);
    }

    [Fact]
    public async Task What_runs_until_it_is_ended_ends_well()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        await using var home = await CliHome.WithChainAsync();
        await using var cli = CliProcess.Start(home.Environment(), ["topics", "watch", .. home.AtChain]);
        await cli.ReadUntilAsync("topic");
        Assert.Equal(0, await cli.SignalAsync("TERM"));
    }

    private static async Task<Scene> InFlightAsync(Func<DevNetOptions, DevNetOptions> change)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        using var bank = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var chain = await AlloraDevNet.StartAsync(change(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with { Topics = [new GenesisTopic { Id = 67, FirstWindow = 3, Workers = [bank.Address] }] },
        }), TestContext.Current.CancellationToken);
        var (home, model) = (CliHome.Empty(), await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5")));
        await home.TypeAsync(DevNetGenesis.TestMnemonic + "\n", "keys", "import", "bank");
        await File.WriteAllTextAsync(home["w.yaml"], $"network: local\ngrpc: ['{chain.Grpc}']\nrpc: ['{chain.Rpc}']\nstate: {home["state"]}\nworkers:\n  - {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }}\n", TestContext.Current.CancellationToken);
        var scene = new Scene(chain, home, model, CliProcess.Start(home.Environment(), "worker", "run", "--config", home["w.yaml"], "--from", "bank"));
        while (chain.PendingTransactions == 0)
        {
            if (change(new DevNetOptions { Genesis = DevNetGenesis.Default }).StepByHand && chain.Height < 3)
                await chain.StepAsync(1, TestContext.Current.CancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return scene;
    }

    private sealed record Scene(AlloraDevNet Chain, CliHome Home, LoopbackApi Model, CliProcess Worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Worker.DisposeAsync();
            await Model.DisposeAsync();
            await Home.DisposeAsync();
            await Chain.DisposeAsync();
        }
    }
}
