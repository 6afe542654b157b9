using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Sending;

/// <summary>A worker that stops while its transaction is pending leaves it to the wallet's session: the outcome is counted and its fee is taken off the budget.</summary>
public sealed class AbandonedErrandTests
{
    [Fact]
    public async Task A_stopped_reputers_stake_is_followed_by_the_wallets_session()
    {
        var wallets = RolesScene.Accounts();
        await using var scene = await RolesScene.StartAsync(RolesScene.Genesis(wallets, topic => topic with
        {
            Stake = new Dictionary<string, UAllo> { [wallets[0].Address] = UAllo.FromAllo("1000") },
            Reputers = [wallets[^1].Address],
        }));
        var options = scene.Options(RolesScene.Single);
        options.MinimumStake = UAllo.FromAllo("250");
        await AbandonAsync(scene, scene.Reputer, WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), options));

        Assert.Equal(UAllo.FromAllo("250"), (await scene.Client.GetOwnStakeAsync(RolesScene.Single, scene.Reputer.Address, scene.Limit)).Stake);
    }

    [Fact]
    public async Task A_worker_stopped_during_its_registration_leaves_it_to_the_wallets_session()
    {
        await using var scene = await RolesScene.StartAsync();
        var stranger = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(RolesScene.Inferers + 3)).InMemory();
        await AbandonAsync(scene, stranger, new WorkerRunner(scene.Client, stranger, new FunctionProvider(_ => Prediction.Value(1m)), scene.Options(RolesScene.Single)));

        Assert.True(await scene.Client.IsWorkerRegisteredAsync(RolesScene.Single, stranger.Address, scene.Limit));
    }

    // Another worker of the wallet keeps its session open while the first one stops in the middle.
    private static async Task AbandonAsync(RolesScene scene, AlloraWallet wallet, WorkerRunner runner)
    {
        var bystander = new WorkerRunner(scene.Client, wallet, new FunctionProvider(_ => Prediction.Value(1m)), scene.Options(topic: 999));
        scene.Run(bystander);
        await scene.ReachAsync(bystander, WorkerState.WaitingForTopic);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scene.Limit);
        var running = runner.RunAsync(stop.Token);
        await scene.PendingAsync(1);
        await stop.CancelAsync();
        await running;
        Assert.Equal(1, scene.Client.GetWalletStatistics(wallet.Address)!.Pending);

        while (scene.Client.GetWalletStatistics(wallet.Address)!.Pending > 0)
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(20), scene.Limit);
        }

        var counted = scene.Client.GetWalletStatistics(wallet.Address)!;
        Assert.Equal((1L, true), (counted.Included, counted.FeesPaid > UAllo.Zero));
        Assert.Equal(counted.FeesPaid, counted.SpentToday);
    }
}
