using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>The stream while the node, or the way to it, misbehaves.</summary>
public sealed class ChainEventStreamFaultTests
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task A_connection_cut_in_mid_frame_is_replaced_and_the_gap_told()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        await connection.SendAsync(Frames.Block(10));
        Assert.Equal(10, (await bench.NextAsync<BlockSignal>()).Height);

        await connection.SendBeginningAsync(Frames.Block(11)[..40]);
        connection.Abort();
        var lost = await bench.NextAsync<StreamLost>();
        Assert.NotEmpty(lost.Reason);

        var second = await bench.Node.AcceptSubscriberAsync();
        await bench.NextAsync<StreamConnected>();
        await second.SendAsync(Frames.Block(14));
        Assert.Equal(new StreamGap { AfterHeight = 10, NextHeight = 14 }, await bench.NextAsync<StreamGap>());
        Assert.Equal(14, (await bench.NextAsync<BlockSignal>()).Height);
    }

    [Theory(Timeout = Limit)]
    [InlineData(11, false)]
    [InlineData(8, true)]
    public async Task After_a_reconnect_a_gap_is_told_unless_the_next_block_follows(long next, bool gap)
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        await connection.SendAsync(Frames.Block(10));
        await bench.NextAsync<BlockSignal>();
        await connection.CloseAsync("maintenance");
        Assert.Contains("maintenance", (await bench.NextAsync<StreamLost>()).Reason, StringComparison.Ordinal);

        var second = await bench.Node.AcceptSubscriberAsync();
        await bench.NextAsync<StreamConnected>();
        await second.SendAsync(Frames.Block(next));
        if (gap)
            Assert.Equal(new StreamGap { AfterHeight = 10, NextHeight = next }, await bench.NextAsync<StreamGap>());
        Assert.Equal(next, (await bench.NextAsync<BlockSignal>()).Height);
        Assert.Equal(next, bench.Stream.LatestHeight);
    }

    [Fact(Timeout = Limit)]
    public async Task Repeated_heights_are_dropped_and_skipped_ones_told()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();

        foreach (var height in new[] { 10, 10, 11, 9, 14, 14, 15 })
            await connection.SendAsync(Frames.Block(height));

        Assert.Equal(10, (await bench.NextAsync<BlockSignal>()).Height);
        Assert.Equal(11, (await bench.NextAsync<BlockSignal>()).Height);
        Assert.Equal(new StreamGap { AfterHeight = 11, NextHeight = 14 }, await bench.NextAsync<StreamGap>());
        Assert.Equal(14, (await bench.NextAsync<BlockSignal>()).Height);
        Assert.Equal(15, (await bench.NextAsync<BlockSignal>()).Height);
    }

    [Fact(Timeout = Limit)]
    public async Task Silence_for_the_block_timeout_is_a_dead_connection()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        var almost = bench.Options.BlockTimeout - TimeSpan.FromMilliseconds(1);

        bench.Time.Advance(almost);
        await connection.SendAsync(Frames.Block(10));
        await bench.NextAsync<BlockSignal>();
        bench.Time.Advance(almost);
        await connection.SendAsync(Frames.Block(11));
        await bench.NextAsync<BlockSignal>();

        // Headers alone do not prove that blocks' events still come.
        await connection.SendAsync(Frames.Header(12));
        bench.Time.Advance(bench.Options.BlockTimeout);
        Assert.Contains("no block for 00:00:30", (await bench.NextAsync<StreamLost>()).Reason, StringComparison.Ordinal);
        await bench.Node.AcceptSubscriberAsync();
        await bench.NextAsync<StreamConnected>();
    }

    [Fact(Timeout = Limit)]
    public async Task A_connection_without_a_single_block_is_dead_too()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        await bench.ConnectAsync();

        bench.Time.Advance(bench.Options.BlockTimeout);

        await bench.NextAsync<StreamLost>();
    }

    [Theory(Timeout = Limit)]
    [InlineData(2, -32603, "max_subscriptions_per_client 5 reached")]
    [InlineData(2, -32603, "already subscribed")]
    [InlineData(-1, -32603, "WSJSONRPC: reflect")]
    public async Task A_refused_subscription_is_no_connection(long id, int code, string why)
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var first = bench.Listener.MoveNextAsync();
        var refused = await bench.Node.AcceptAsync();
        await refused.SendAsync(Frames.Confirmation(1));
        await refused.SendAsync(Frames.Error(id, code, why));
        await refused.Closed;
        Assert.False(first.IsCompleted);

        await bench.Node.AcceptSubscriberAsync();
        Assert.True(await first);
        Assert.IsType<StreamConnected>(bench.Listener.Current);
    }

    [Fact(Timeout = Limit)]
    public async Task Blocks_before_the_confirmation_do_not_count()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var first = bench.Listener.MoveNextAsync();
        var connection = await bench.Node.AcceptAsync();
        await connection.SendAsync(Frames.Block(10));
        await connection.ConfirmAsync();
        await connection.SendAsync(Frames.Block(11));

        Assert.True(await first);
        Assert.IsType<StreamConnected>(bench.Listener.Current);
        Assert.Equal(11, (await bench.NextAsync<BlockSignal>()).Height);
    }

    [Fact(Timeout = Limit)]
    public async Task Refused_headers_cost_only_the_times()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var first = bench.Listener.MoveNextAsync();
        var connection = await bench.Node.AcceptAsync();
        await connection.SendAsync(Frames.Error(1, -32603, "max_subscriptions_per_client 5 reached"));
        await connection.SendAsync(Frames.Confirmation(2));
        Assert.True(await first);
        Assert.IsType<StreamConnected>(bench.Listener.Current);

        await connection.SendAsync(Frames.Block(10));
        Assert.Null((await bench.NextAsync<BlockSignal>()).Time);
    }

    [Theory(Timeout = Limit)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cancelled_subscription_is_a_lost_connection(int id)
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        var recorded = CapturedFrames.Of("ws-slow-client.json")[0];

        await connection.SendAsync(recorded.Replace("\"id\":1", $"\"id\":{id}", StringComparison.Ordinal));

        var lost = await bench.NextAsync<StreamLost>();
        Assert.Contains("out of capacity", lost.Reason, StringComparison.Ordinal);
        await bench.Node.AcceptSubscriberAsync();
        await bench.NextAsync<StreamConnected>();
    }

    [Fact(Timeout = Limit)]
    public async Task Noise_is_passed_over()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();

        await connection.SendAsync("not json");
        await connection.SendAsync(Frames.Block(10)[..60]);
        await connection.SendAsync("""{"jsonrpc":"2.0","id":99,"result":{"node_info":{}}}""");
        foreach (var frame in CapturedFrames.Of("ws-tx.json"))
            await connection.SendAsync(frame);
        await connection.SendAsync(Frames.Block(10));

        Assert.Equal(10, (await bench.NextAsync<BlockSignal>()).Height);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_that_does_not_confirm_in_time_is_given_up()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var first = bench.Listener.MoveNextAsync();
        var mute = await bench.Node.AcceptAsync();
        await mute.ReceiveAsync();
        await mute.ReceiveAsync();
        Assert.Equal(bench.Options.ConnectTimeout, await bench.Time.NextWaitAsync());

        bench.Time.Advance(bench.Options.ConnectTimeout);
        await mute.Closed;
        Assert.False(first.IsCompleted);
        await bench.Node.AcceptSubscriberAsync();
        Assert.True(await first);
    }
}
