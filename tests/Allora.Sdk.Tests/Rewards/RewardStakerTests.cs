using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Rewards;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Rewards;

/// <summary>A worker and a reputer earn rewards on a DevNet; what the worker is paid is staked, each settlement once.</summary>
public class RewardStakerTests
{
    private const ulong Topic = RewardScene.Topic;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Each_settlement_is_staked_once_across_restarts()
    {
        await using var scene = await RewardScene.StartAsync();
        var journal = new MemoryJournal();
        var first = await scene.StakedAsync(journal, count: 1);
        var settled = await scene.SettlementsAsync();

        // While nobody listens a further nonce is settled, and the same journal goes on.
        await scene.EarnAsync(journal);
        var second = await scene.StakedAsync(journal, count: 1);

        Assert.Equal(StakedRewardStatus.Staked, first[0].Status);
        Assert.Equal(StakedRewardStatus.Staked, second[0].Status);
        Assert.NotEqual(first[0].Nonce, second[0].Nonce);
        var paid = (await scene.SettlementsAsync()).ToDictionary(settlement => settlement.Nonce, settlement => settlement.PaidTo(scene.Worker.Address));
        Assert.True(paid.Count >= 2 && settled.Count >= 1);
        Assert.Equal(paid[first[0].Nonce], first[0].Amount);
        Assert.Equal(paid[second[0].Nonce], second[0].Amount);
        Assert.Equal(first[0].Amount + second[0].Amount, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 240_000)]
    public async Task Of_two_settlements_in_one_block_a_stop_between_them_loses_none()
    {
        await using var scene = await RewardScene.StartAsync(forecasts: true);
        var journal = new MemoryJournal();
        // Forecasts count from the first window on that closes after a network loss. Each later run ends after one settlement.
        var before = await scene.StakedAsync(journal, count: 2);
        var first = (await scene.StakedAsync(journal, count: 1)).Single();
        var second = (await scene.StakedAsync(journal, count: 1)).Single();

        Assert.All(before, one => Assert.NotEqual(one.Nonce, first.Nonce));
        Assert.Equal((first.Nonce, RewardedRole.Inferer, RewardedRole.Forecaster), (second.Nonce, first.Settlement!.Role, second.Settlement!.Role));
        Assert.Equal(before[0].Amount + before[1].Amount + first.Amount + second.Amount, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_stakers_of_one_wallet_and_topic_would_stake_everything_twice()
    {
        await using var scene = await RewardScene.StartAsync();
        var options = new RewardStakingOptions { TopicId = Topic, Reputer = scene.Reputer.Address };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var wallet = scene.Worker.InMemory();
        var both = new[] { Run(), Run() };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAny(both).Unwrap());

        Assert.Contains("staked already by another", failure.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Task.WhenAll(both).ContinueWith(static _ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);

        Task Run() => new RewardStaker(scene.Client, wallet, options).RunAsync(stop.Token);
    }

    [Fact(Timeout = 240_000)]
    public async Task What_left_before_a_kill_is_followed_and_not_sent_again()
    {
        await using var scene = await RewardScene.StartAsync();
        var whole = new MemoryJournal();
        var first = await scene.StakedAsync(whole, count: 1);
        // What a process had written that was killed between the broadcast and everything else.
        var records = whole.RecordsOf(new JournalKey { ChainId = scene.Network.ChainId, Wallet = scene.Worker.Address }).ToList();
        var last = records.FindIndex(static record => record is { Kind: JournalRecordKind.Prepared, Purpose: "stake-reward-inferer" });
        var cut = new MemoryJournal([.. records.Take(last + 1)]);

        var again = await scene.StakedAsync(cut, count: 1);

        Assert.Equal((StakedRewardStatus.Staked, first[0].TransactionHash), (again[0].Status, again[0].TransactionHash));
        Assert.Equal(first[0].Amount, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 240_000)]
    public async Task What_the_reserve_needs_stays_in_the_wallet()
    {
        await using var scene = await RewardScene.StartAsync();

        var kept = await scene.StakedAsync(new MemoryJournal(), count: 1, options => options.FeeReserve = UAllo.FromAllo("100000000"));

        Assert.Equal((StakedRewardStatus.Kept, UAllo.Zero), (kept[0].Status, kept[0].Amount));
        Assert.Equal(UAllo.Zero, await scene.DelegatedAsync());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_target_that_does_not_exist_is_a_wrong_configuration()
    {
        await using var scene = await RewardScene.StartAsync();
        var nobody = new RewardStakingOptions { TopicId = Topic, Reputer = scene.Worker.Address };

        var failure = await Assert.ThrowsAsync<AlloraException>(async () => await new RewardStaker(scene.Client, scene.Worker, nobody).RunAsync(Ct));

        Assert.Contains("not registered as a reputer", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RewardStaker(scene.Client, scene.Worker, new RewardStakingOptions { TopicId = Topic }));
        Assert.Throws<ArgumentException>(() => new RewardStaker(scene.Client, scene.Worker, new RewardStakingOptions { TopicId = Topic, Validator = scene.Worker.Address }));
    }
}
