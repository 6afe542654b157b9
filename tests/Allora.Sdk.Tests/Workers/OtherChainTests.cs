using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Sending;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Workers;

/// <summary>An endpoint of another chain: named and not used among others, noticed when it appears behind a known address.</summary>
public sealed class OtherChainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Among_others_it_is_not_used_and_windows_are_answered()
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var other = await StartAsync(wallet, "allora-testnet-9");
        await using var chain = await StartAsync(wallet, "localnet");
        await other.StepAsync(500, Ct);
        await using var client = new AlloraClient(chain.Network with { Endpoints = [new AlloraEndpoint(other.Grpc), new AlloraEndpoint(chain.Grpc)] });
        var runner = Runner(client, wallet);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = runner.RunAsync(stop.Token);
        while (runner.Status.State != WorkerState.Ready)
            await Task.Delay(5, Ct);

        var result = await WorkerScene.NextTerminalAsync(runner, chain);

        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Included), (result.Nonce, result.Status));
        Assert.Equal((true, false), (client.Endpoints.Endpoints[0].Health.IsForeign, client.Endpoints.Endpoints[1].Health.IsForeign));
        Assert.InRange(client.Endpoints.BestHeight, 1, 100);
        await stop.CancelAsync();
        await running;
    }

    [Fact(Timeout = 120_000)]
    public async Task Behind_a_known_address_it_is_noticed_and_its_end_too()
    {
        using var wallet = WorkerScene.FirstAccount();
        var chain = await StartAsync(wallet, "localnet");
        var ports = new DevNetPorts { Grpc = chain.Grpc.Port, Rpc = chain.Rpc.Port };
        await using var client = new AlloraClient(chain.Network);
        var runner = Runner(client, wallet);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = runner.RunAsync(stop.Token);
        await StateAsync(runner, "", WorkerState.Ready);

        await chain.DisposeAsync();
        await using (await StartAsync(wallet, "allora-testnet-9", ports))
        {
            await StateAsync(runner, "allora-testnet-9", WorkerState.WaitingForNode);
            Assert.False(runner.GetHealth().IsReady);
        }

        await using var again = await StartAsync(wallet, "localnet", ports);
        await StateAsync(runner, "", WorkerState.Ready);
        await stop.CancelAsync();
        await running;
    }

    private static WorkerRunner Runner(AlloraClient client, AlloraWallet wallet) => new(
        client,
        wallet.InMemory(),
        new FunctionProvider(_ => Prediction.Value(1m)),
        new WorkerOptions { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(200), DrainTimeout = TimeSpan.FromMilliseconds(100) });

    private static Task<DevNet.AlloraDevNet> StartAsync(AlloraWallet wallet, string chainId, DevNetPorts? ports = null) => Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
        new DevNetOptions
        {
            StepByHand = true,
            Genesis = WorkerScene.Genesis(wallet.Address) with { ChainId = chainId },
            Ports = ports ?? new DevNetPorts(),
        }, Ct);

    private static async Task StateAsync(WorkerRunner runner, string detail, WorkerState state)
    {
        while (runner.Status.State != state || !runner.Status.Detail.Contains(detail, StringComparison.Ordinal))
            await Task.Delay(5, Ct);
    }
}
