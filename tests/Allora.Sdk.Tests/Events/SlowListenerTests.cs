using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Tests.Events;

/// <summary>A listener that does not keep up loses the oldest signals, and is told what.</summary>
public sealed class SlowListenerTests
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task Is_told_of_the_dropped_blocks_and_then_gets_the_newest()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken, StreamBench.AtOnce with { ListenerCapacity = 4 });
        var connection = await bench.ConnectAsync();
        using var slow = bench.Stream.Subscribe();
        for (var height = 10; height < 20; height++)
        {
            await connection.SendAsync(Frames.Block(height));
            Assert.Equal(height, (await bench.NextAsync<BlockSignal>()).Height);
        }

        Assert.Equal(new StreamGap { AfterHeight = 0, NextHeight = 16, DroppedSignals = 7 }, Read(slow));
        Assert.Equal([16, 17, 18, 19], Enumerable.Range(0, 4).Select(_ => Assert.IsType<BlockSignal>(Read(slow)).Height));
        Assert.False(slow.TryRead(out _));

        await connection.SendAsync(Frames.Block(20));
        Assert.True(await slow.WaitToReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(20, Assert.IsType<BlockSignal>(Read(slow)).Height);
    }

    [Fact]
    public void Knows_the_last_block_it_had()
    {
        using var slow = Subscription(capacity: 2, lastHeight: 9);
        slow.Write(Block(10));
        Assert.IsType<BlockSignal>(Read(slow));
        for (var height = 11; height < 15; height++)
            slow.Write(Block(height));

        Assert.Equal(new StreamGap { AfterHeight = 10, NextHeight = 13, DroppedSignals = 2 }, Read(slow));
        Assert.Equal(Block(13), Read(slow));
        Assert.Equal(Block(14), Read(slow));
    }

    [Fact]
    public void Gets_one_gap_where_the_stream_itself_missed_blocks_too()
    {
        using var slow = Subscription(capacity: 3, lastHeight: 9);
        slow.Write(Block(10));
        slow.Write(new StreamLost { Reason = "why" });
        slow.Write(new StreamConnected());
        slow.Write(new StreamGap { AfterHeight = 10, NextHeight = 20 });
        slow.Write(Block(20));

        Assert.IsType<StreamConnected>(Read(slow));
        Assert.Equal(new StreamGap { AfterHeight = 9, NextHeight = 20, DroppedSignals = 2 }, Read(slow));
        Assert.Equal(Block(20), Read(slow));
        Assert.False(slow.TryRead(out _));
    }

    [Fact]
    public async Task Has_a_signal_to_read_while_one_is_held_behind_a_gap()
    {
        using var slow = Subscription(capacity: 1, lastHeight: 9);
        slow.Write(Block(10));
        slow.Write(Block(11));

        Assert.IsType<StreamGap>(Read(slow));
        Assert.True(await slow.WaitToReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Block(11), Read(slow));
    }

    [Fact]
    public void Leaves_once_however_often_it_is_disposed()
    {
        var left = 0;
        var subscription = new EventSubscription(1, 0, NullLogger.Instance, _ => left++);
        subscription.Dispose();
        subscription.Dispose();
        Assert.Equal(1, left);
    }

    private static EventSubscription Subscription(int capacity, long lastHeight) => new(capacity, lastHeight, NullLogger.Instance, _ => { });

    private static BlockSignal Block(long height) => new() { Height = height, Time = null, Opened = [], Closed = [], ReceivedTimestamp = 0 };

    private static ChainSignal Read(EventSubscription subscription)
    {
        Assert.True(subscription.TryRead(out var signal));
        return signal;
    }
}
