using Allora.Sdk.PostgreSql.Tests.Server;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.PostgreSql.Tests.Fleets;

/// <summary>Fleets of members in one process: shares, and wallets that change their members.</summary>
public sealed class FleetTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Shares_even_out_when_members_join_and_when_one_leaves()
    {
        await using var scene = await FleetScene.StartAsync(server);
        await scene.JoinAsync("a");
        await scene.ReachSharesAsync(("a", 6));
        await scene.JoinAsync("b");
        var second = await scene.ReachSharesAsync(("a", 3), ("b", 3));
        var third = await scene.JoinAsync("c");
        var joined = await scene.ReachSharesAsync(("a", 2), ("b", 2), ("c", 2));
        var last = await scene.LaterAsync(windows: 1);
        await third.StopAsync();
        var left = await scene.ReachSharesAsync(("a", 3), ("b", 3));
        last = await scene.LaterAsync(windows: 1);

        scene.AssertPaidOnce();
        Assert.Empty(scene.Missed(scene.Wallets, FleetScene.FirstNonce, last));
        scene.Print($"the second member had its share after {FleetScene.Seconds(second)}, the third one after {FleetScene.Seconds(joined)}, the third one's wallets ran elsewhere {FleetScene.Seconds(left)} after it had left");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_member_without_its_database_loses_its_wallets_and_sends_nothing_more()
    {
        await using var scene = await FleetScene.StartAsync(server);
        var (first, _) = (await scene.JoinAsync("a"), await scene.JoinAsync("b"));
        await scene.ReachSharesAsync(("a", 3), ("b", 3));
        await scene.LaterAsync(windows: 1);

        await first.CutOffAsync(isCutOff: true);
        var taken = await scene.ReachSharesAsync(("b", 6));

        // Its own deadline came before the wallets were anybody else's.
        Assert.Empty(first.Member.Workers);
        var begun = scene.Chain.Height;
        var last = await scene.LaterAsync(windows: 2);
        scene.AssertPaidOnce();
        Assert.Empty(scene.Missed(scene.Wallets, begun, last));
        scene.Print($"all wallets ran with the other member after {FleetScene.Seconds(taken)}, of a lease of {FleetScene.Seconds(scene.Options.LeaseTime)}");
        Assert.True(taken > scene.Options.LeaseTime * 0.7, $"{taken}");

        await first.CutOffAsync(isCutOff: false);
        var back = await scene.ReachSharesAsync(("a", 3), ("b", 3));
        await scene.LaterAsync(windows: 1);
        scene.AssertPaidOnce();
        scene.Print($"it had its share again {FleetScene.Seconds(back)} after its database was back");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_wallet_is_moved_and_a_member_is_drained_without_a_missed_window()
    {
        await using var scene = await FleetScene.StartAsync(server);
        var (first, _) = (await scene.JoinAsync("a"), await scene.JoinAsync("b"));
        await scene.ReachSharesAsync(("a", 3), ("b", 3));
        var wallet = (await scene.Fleet.GetStatusAsync(Ct)).Wallets.First(static one => one.Holder == "a").Wallet;

        await scene.Fleet.MoveAsync(wallet, "b", Ct);
        var moved = await scene.ReachAsync(status => status.Wallets.Single(one => one.Wallet == wallet).Holder == "b" && status.Wallets.Count(static one => one.Holder == "b") == 3);
        Assert.True(await scene.Fleet.DrainAsync("a", cancellationToken: Ct));
        var drained = await scene.ReachSharesAsync(("a", 0), ("b", 6));
        Assert.Empty(first.Member.Workers);
        Assert.True(await scene.Fleet.DrainAsync("a", drains: false, Ct));
        var back = await scene.ReachSharesAsync(("a", 3), ("b", 3));
        Assert.Equal("b", (await scene.Fleet.GetStatusAsync(Ct)).Wallets.Single(one => one.Wallet == wallet).Holder);
        Assert.False(await scene.Fleet.DrainAsync("nobody", cancellationToken: Ct));

        var last = await scene.LaterAsync(windows: 1);
        scene.AssertPaidOnce();
        var missed = scene.Missed(scene.Wallets, FleetScene.FirstNonce, last);
        Assert.Empty(missed);
        scene.Print($"moved and levelled after {FleetScene.Seconds(moved)}, drained after {FleetScene.Seconds(drained)}, back after {FleetScene.Seconds(back)}, {missed.Count} windows missed");
    }

    [Fact(Timeout = 240_000)]
    public async Task A_lease_taken_by_hand_stops_its_workers_until_it_is_claimed_again()
    {
        await using var scene = await FleetScene.StartAsync(server, wallets: 2);
        var member = await scene.JoinAsync("a");
        await scene.ReachSharesAsync(("a", 2));
        await scene.LaterAsync(windows: 1);

        await server.ExecuteAsync($"update {scene.Options.Schema}.lease set fence = fence + 1, holder = 'hand', expires = clock_timestamp() + interval '8 seconds' where wallet = '{scene.Wallets[0]}'");
        while (member.Member.Workers.Any(one => one.Worker.Wallet == scene.Wallets[0]))
            await Task.Delay(10, Ct);
        var begun = scene.Chain.Transactions().Count;
        Assert.Equal("hand", (await scene.Fleet.GetStatusAsync(Ct)).Wallets.Single(one => one.Wallet == scene.Wallets[0]).Holder);
        await scene.ReachSharesAsync(("a", 2));
        await scene.LaterAsync(windows: 1);

        Assert.True(scene.Chain.Transactions().Count > begun);
        scene.AssertPaidOnce();
    }
}
