using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain.OnDevNet;

public class QueriesOnDevNetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chain_tells_what_it_is_and_what_accounts_hold()
    {
        await using var setup = await DevNetSetup.StartAsync();
        using var stranger = AlloraWallet.Create().Wallet;

        Assert.Equal("localnet", await setup.Client.GetChainIdAsync(Ct));
        var account = await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct);
        Assert.Equal((setup.Wallet.Address, 0ul), (account?.Address, account?.Sequence));
        Assert.Equal(UAllo.FromAllo("1000000"), await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct));
        Assert.Null(await setup.Client.GetAccountAsync(stranger.Address, Ct));
        Assert.Equal(UAllo.Zero, await setup.Client.GetBalanceAsync(stranger.Address, Ct));
    }

    [Fact]
    public async Task Blocks_have_heights_and_times()
    {
        var start = new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Time = start, StepPerBlock = TimeSpan.FromHours(1) });
        await setup.Chain.StepAsync(3, Ct);

        var second = await setup.Client.GetBlockHeaderAsync(2, Ct);
        var latest = await setup.Client.GetBlockHeaderAsync(cancellationToken: Ct);
        var future = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetBlockHeaderAsync(99, Ct));

        Assert.Equal((2, start.AddHours(1)), (second.Height, second.Time));
        Assert.Equal((4, start.AddHours(3)), (latest.Height, latest.Time));
        Assert.Equal((AlloraErrorReason.NotSynced, true), (future.Reason, future.IsTransient));
    }

    [Fact]
    public async Task What_a_node_no_longer_keeps_is_not_taken_for_missing()
    {
        await using var setup = await DevNetSetup.StartAsync(configure: static options => options with { HistoryLength = 2, BlockHistoryLength = 2 });
        await setup.Chain.StepAsync(5, Ct);

        var state = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetAccountAtAsync(setup.Wallet.Address, 2, Ct));

        Assert.Equal(AlloraErrorReason.NotSynced, state.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_gas_price_is_found_with_and_without_a_fee_market(bool market)
    {
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Feemarket = market, GasPrice = GasPrice.Parse("12.5") });

        Assert.Equal(GasPrice.Parse("12.5"), await setup.Client.GetGasPriceAsync(Ct));
    }

    [Theory]
    [InlineData(DevNetSchema.V9, "v9")]
    [InlineData(DevNetSchema.V10, "v10")]
    public async Task Topics_are_read_in_the_chains_own_schema(DevNetSchema speaks, string name)
    {
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Schema = speaks });

        var topic = await setup.Client.GetTopicAsync(DevNetSetup.SingleTopic, Ct);
        var unknown = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetTopicAsync(999, Ct));

        Assert.Equal((67ul, name, 30, 10, 30), (topic.Id, topic.Schema, topic.EpochLength, topic.WorkerSubmissionWindow, topic.GroundTruthLag));
        Assert.Equal(("mse", false), (topic.LossMethod, topic.IsMulti));
        Assert.Equal(AlloraErrorReason.UnknownTopic, unknown.Reason);
        Assert.Empty(await setup.Client.GetOpenWorkerNoncesAsync(DevNetSetup.SingleTopic, Ct));
        Assert.False(await setup.Client.IsWorkerRegisteredAsync(DevNetSetup.SingleTopic, setup.Wallet.Address, Ct));
        Assert.True(await setup.Client.CanSubmitWorkerPayloadAsync(DevNetSetup.SingleTopic, setup.Wallet.Address, Ct));
    }

    [Fact]
    public async Task Queries_follow_the_chain_through_an_upgrade()
    {
        await using var setup = await DevNetSetup.StartAsync(new DevNetGenesis { Schema = DevNetSchema.V9, UpgradeAtHeight = 3 });

        var before = await setup.Client.GetTopicAsync(DevNetSetup.SingleTopic, Ct);
        await setup.Chain.StepAsync(4, Ct);
        var after = await setup.Client.GetTopicAsync(DevNetSetup.SingleTopic, Ct);

        Assert.Equal(("v9", "v10"), (before.Schema, after.Schema));
        Assert.Equal((before.Id, before.Metadata, before.EpochLength, before.Creator), (after.Id, after.Metadata, after.EpochLength, after.Creator));
    }
}
