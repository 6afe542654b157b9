using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.Rewards;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Rewards;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The scene uses the token of the time limit.

namespace Allora.Sdk.Tests.Money;

/// <summary>Rewards that an event invents: what is staked is what the chain paid.</summary>
public class RewardLieTests
{
    // 900 000 ALLO.
    private const string Invented = "900000000000000000000000";

    [Theory(Timeout = 240_000)]
    [InlineData(FaultProtocol.WebSocket)]
    [InlineData(null)]
    public async Task The_smaller_amount_is_staked_if_frames_or_block_results_too_are_false(FaultProtocol? protocol)
    {
        await using var scene = await RewardScene.StartAsync();
        var lie = scene.Lies.Add(new Lie { Path = "event:EventRewardsSettled/rewards[*]", Value = Invented, Protocol = protocol });
        var staked = await scene.StakedAsync(new MemoryJournal(), count: 2);
        scene.Lies.Clear();

        Assert.True(lie.Hits > 0);
        Assert.All(staked, one => Assert.Equal(StakedRewardStatus.Staked, one.Status));
        var paid = (await scene.SettlementsAsync()).ToDictionary(settlement => settlement.Nonce, settlement => settlement.PaidTo(scene.Worker.Address));
        Assert.All(staked, one => Assert.Equal(paid[one.Nonce], one.Amount));
        Assert.Equal(staked[0].Amount + staked[1].Amount, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 240_000)]
    public async Task Without_a_proof_nothing_is_staked()
    {
        // Neither the block's results nor the balance before it.
        await using var scene = await RewardScene.StartAsync(configure: static options => options with { HistoryLength = 1 });
        scene.Lies.Add(new Lie { Path = "error:-32603", Value = "not found", Method = "block_results" });
        var wallet = scene.Worker.With(new MemoryJournal());
        using var stop = new CancellationTokenSource();
        var staking = new RewardStaker(scene.Client, wallet, new RewardStakingOptions { TopicId = RewardScene.Topic, Reputer = scene.Reputer.Address, MinimumAmount = UAllo.Parse("1") }).RunAsync(stop.Token);
        var blocks = 0;
        await scene.RunAsync(() => Task.FromResult(++blocks > 70), WorkerRunner.ForInferer(scene.Client, wallet, new FunctionProvider(_ => Prediction.Value(0.1m)), RewardScene.Options()));
        await stop.CancelAsync();
        await scene.FinishAsync(staking);
        scene.Lies.Clear();

        Assert.NotEmpty(await scene.SettlementsAsync());
        Assert.Empty(scene.Stakes);
        Assert.Equal(UAllo.Zero, await scene.DelegatedAsync());
    }
}
