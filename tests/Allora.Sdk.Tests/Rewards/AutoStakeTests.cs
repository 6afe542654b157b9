using Allora.Sdk.Tests.Sending;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Roles;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;
using Allora.Sdk.Workers;

namespace Allora.Sdk.Tests.Rewards;

/// <summary>Workers that stake what they earn themselves (WorkerOptions.AutoStake).</summary>
public sealed class AutoStakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task An_inferer_and_a_forecaster_of_one_wallet_stake_each_its_own_rewards_once()
    {
        await using var scene = await RewardScene.StartAsync(forecasts: true);
        var wallet = scene.Worker.InMemory();
        var inferer = WorkerRunner.ForInferer(scene.Client, wallet, new FunctionProvider(_ => Prediction.Value(0.1m)), Options(scene));
        var forecaster = WorkerRunner.ForForecaster(scene.Client, wallet, FunctionForecaster.ForEach(), Options(scene));

        await scene.RunAsync(
            async () => (await scene.SettlementsAsync()).Any(one => one.Role == Allora.Sdk.Chain.Schemas.Rewards.RewardedRole.Forecaster) && await scene.DelegatedAsync() == Sum(await scene.PaidAsync()),
            inferer, forecaster);

        Assert.Equal((await scene.PaidAsync()).Order(), scene.Stakes.Order());
        Assert.True(scene.Stakes.Count >= 3, "two epochs of the inferer, one of the forecaster");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_target_that_does_not_exist_ends_the_run()
    {
        await using var scene = await RewardScene.StartAsync();
        var options = Options(scene);
        // A worker, but no reputer.
        options.AutoStake!.Reputer = scene.Worker.Address;
        var runner = WorkerRunner.ForInferer(scene.Client, scene.Worker.InMemory(), new FunctionProvider(_ => Prediction.Value(0.1m)), options);
        var running = runner.RunAsync(Ct);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => scene.FinishAsync(running));

        Assert.Equal((AlloraErrorReason.InvalidRequest, WorkerState.Stopped), (failure.Reason, runner.Status.State));
        Assert.Contains("not registered as a reputer", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_cannot_be_staked_is_told_when_the_worker_is_made()
    {
        await using var scene = await RewardScene.StartAsync();
        var options = Options(scene);
        var reputer = Assert.Throws<ArgumentException>(() => WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(1)), options));
        Assert.Contains("the chain itself adds a reputer's rewards", reputer.Message, StringComparison.Ordinal);

        options.AutoStake = new AutoStakeOptions();
        var nowhere = Assert.Throws<ArgumentException>(() => WorkerRunner.ForInferer(scene.Client, scene.Worker, new FunctionProvider(_ => Prediction.Value(1m)), options));
        Assert.Contains("Name either Reputer or Validator", nowhere.Message, StringComparison.Ordinal);

        await using var deaf = new AlloraClient(scene.Network with { EventEndpoints = [] });
        var unheard = Assert.Throws<ArgumentException>(() => WorkerRunner.ForInferer(deaf, scene.Worker, new FunctionProvider(_ => Prediction.Value(1m)), Options(scene)));
        Assert.Contains("the network has no such endpoint", unheard.Message, StringComparison.Ordinal);
    }

    private static UAllo Sum(IEnumerable<UAllo> amounts) => amounts.Aggregate(UAllo.Zero, static (sum, amount) => sum + amount);

    private static WorkerOptions Options(RewardScene scene)
    {
        var options = RewardScene.Options();
        options.AutoStake = new AutoStakeOptions { Reputer = scene.Reputer.Address, MinimumAmount = UAllo.Parse("1") };
        return options;
    }
}
