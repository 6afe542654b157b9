using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Processes;

/// <summary>kill -9 and a restart, with real processes: one transaction for the nonce, whatever the moment.</summary>
public sealed class KilledWorkerTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("killed-");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task Killed_between_broadcast_and_inclusion_it_pays_once()
    {
        var token = TestContext.Current.CancellationToken;
        using var wallet = WorkerScene.FirstAccount();
        await using var devnet = await StartAsync(wallet);
        await using (var first = WorkerProcess.Start(devnet.Network, _state.FullName))
        {
            await first.LineAsync("READY", token);
            await StepToAsync(devnet, WorkerScene.FirstNonce);
            await first.LineAsync("Broadcast 6", token);
            await first.KillAsync(token);
        }

        Assert.Equal(1, devnet.PendingTransactions);
        await using var second = WorkerProcess.Start(devnet.Network, _state.FullName);
        await second.LineAsync("Broadcast 6", token);
        await devnet.StepAsync(1, token);
        await second.LineAsync("Included 6", token);
        await StepToAsync(devnet, WorkerScene.FirstNonce + WorkerScene.Window + 1);

        AssertOnePayload(devnet, wallet);
    }

    [Fact]
    public async Task Killed_before_the_bytes_arrived_it_sends_the_same_bytes()
    {
        var token = TestContext.Current.CancellationToken;
        using var wallet = WorkerScene.FirstAccount();
        await using var devnet = await StartAsync(wallet);
        await using (var first = WorkerProcess.Start(devnet.Network, _state.FullName))
        {
            await first.LineAsync("READY", token);
            await StepToAsync(devnet, WorkerScene.FirstNonce);
            await first.LineAsync("Broadcast 6", token);
            await first.KillAsync(token);
        }

        // A node that restarts with an empty mempool has never heard of the bytes: as if the kill had come before they left.
        devnet.LoseMempool();
        await using var second = WorkerProcess.Start(devnet.Network, _state.FullName);
        await second.LineAsync("Broadcast 6", token);
        while (devnet.PendingTransactions == 0)
            await Task.Delay(10, token);
        await devnet.StepAsync(1, token);
        await second.LineAsync("Included 6", token);

        AssertOnePayload(devnet, wallet);
    }

    private static Task<DevNet.AlloraDevNet> StartAsync(AlloraWallet wallet) => Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
        new DevNetOptions { StepByHand = true, Genesis = WorkerScene.Genesis(wallet.Address) }, TestContext.Current.CancellationToken);

    private static async Task StepToAsync(DevNet.AlloraDevNet devnet, long height)
    {
        while (devnet.Height < height)
            await devnet.StepAsync(1, TestContext.Current.CancellationToken);
    }

    private static void AssertOnePayload(DevNet.AlloraDevNet devnet, AlloraWallet wallet)
    {
        var transaction = Assert.Single(devnet.Transactions());
        Assert.Equal(0u, transaction.Code);
        var submission = Assert.Single(devnet.Submissions(WorkerScene.Topic, WorkerScene.FirstNonce));
        Assert.Equal((wallet.Address, "0.000006"), (submission.Worker, submission.Values["y"]));
    }
}
