using System.Globalization;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Roles;

/// <summary>A reputer of a topic whose ground truth lag lies between two epochs: several nonces accept losses at once, and only the oldest may be sent.</summary>
public sealed class ReputerLagTests
{
    private const int Epochs = 30;

    [Theory]
    [InlineData(18)]
    [InlineData(30)]
    public async Task Every_epoch_gets_its_network_losses(int lag)
    {
        const long Epoch = RolesScene.Epoch;
        var genesis = RolesScene.Genesis(RolesScene.Accounts(), topic => topic with { GroundTruthLag = lag });
        await using var scene = await RolesScene.StartAsync(
            genesis with { Topics = [genesis.Topics!.Single(topic => topic.Id == RolesScene.Single)] }, TimeSpan.FromMinutes(9));
        var inferer = scene.Run(WorkerRunner.ForInferer(
            scene.Client, scene.Wallets[0], new FunctionProvider(_ => Prediction.Value(0.25)), scene.Options(RolesScene.Single)));
        var options = scene.Options(RolesScene.Single);
        // Between the events too, when a newer nonce accepts losses already.
        options.PollInterval = TimeSpan.FromMilliseconds(200);
        var reputer = scene.Run(WorkerRunner.ForReputer(
            scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), options));
        await scene.ReachAsync(inferer, WorkerState.Ready);
        await scene.ReachAsync(reputer, WorkerState.Ready);

        var polls = scene.DevNet.Lies.Add(new Lie { Change = LieChange.Keep, Method = "GetReputerSubmissionWindowStatus" });
        var opened = RolesScene.FirstNonceOf(RolesScene.Single) + lag + (Epoch - (lag % Epoch));
        var states = new HashSet<WorkerState>();
        for (var nonce = RolesScene.FirstNonceOf(RolesScene.Single); nonce < Epochs * Epoch; nonce += Epoch)
        {
            await scene.StepToAsync(nonce);
            await scene.BroadcastsAsync((int)((nonce / Epoch) + 1 + (nonce < opened ? 0 : ((nonce - opened) / Epoch) + 1)));
            await scene.StepToAsync(nonce + (Epoch / 2) + 1);
            await PolledAsync(scene, polls);
            states.Add(reputer.Status.State);
            Assert.True(reputer.GetHealth() is { IsReady: true, IsOverdue: false }, reputer.GetHealth().Detail);
        }

        Assert.Contains(WorkerState.WaitingForOlderNonce, states);
        await scene.StopAsync();
        Assert.All(scene.DevNet.Transactions(), transaction => Assert.Equal(0u, transaction.Code));
        var closed = (scene.DevNet.Height - opened) / Epoch;
        Assert.Equal(closed, await LossesAsync(scene));
    }

    private static async Task PolledAsync(RolesScene scene, Lie polls)
    {
        var before = polls.Hits;
        while (polls.Hits < before + 2)
            await Task.Delay(5, scene.Limit);
    }

    private static async Task<int> LossesAsync(RolesScene scene)
    {
        using var http = new HttpClient();
        var losses = 0;
        for (var height = 1L; height <= scene.DevNet.Height; height++)
        {
            var block = await http.GetStringAsync(new Uri(scene.DevNet.Rpc, string.Create(CultureInfo.InvariantCulture, $"block_results?height={height}")), scene.Limit);
            losses += block.Contains(".EventNetworkLossSet\"", StringComparison.Ordinal) ? 1 : 0;
        }

        return losses;
    }
}
