using System.Net.WebSockets;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>The stream while the node behaves.</summary>
public sealed class ChainEventStreamTests
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task Plays_recorded_blocks_as_signals_in_order()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        var frames = CapturedFrames.Of("ws-new-block-events.json").Where(text => ReferenceReading.Of(text) is not null).ToList();

        foreach (var frame in frames)
            await connection.SendAsync(frame);

        var previous = 0L;
        foreach (var frame in frames)
        {
            var expected = ReferenceReading.Of(frame)!;
            if (previous > 0 && expected.Height != previous + 1)
                Assert.Equal(new StreamGap { AfterHeight = previous, NextHeight = expected.Height }, await bench.NextAsync<StreamGap>());
            var block = await bench.NextAsync<BlockSignal>();
            Assert.Equal(expected.Height, block.Height);
            Assert.Equal(expected.Opened, block.Opened);
            Assert.Equal(expected.Closed, block.Closed);
            Assert.Null(block.Time);
            previous = expected.Height;
        }

        Assert.Equal(12, frames.Count);
        Assert.Equal(previous, bench.Stream.LatestHeight);
        Assert.True(bench.Stream.IsConnected);
    }

    [Fact(Timeout = Limit)]
    public async Task Joins_the_header_to_its_block_and_waits_for_none()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();

        await connection.SendAsync(Frames.Header(10));
        await connection.SendAsync(Frames.Block(10, topic: 67, windowEnd: 20));
        await connection.SendAsync(Frames.Block(11));
        await connection.SendAsync(Frames.Header(11));
        await connection.SendAsync(Frames.Header(12));
        await connection.SendAsync(Frames.Header(13));
        await connection.SendAsync(Frames.Block(12));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var first = await bench.NextAsync<BlockSignal>();
        Assert.Equal(Frames.TimeOf(10), first.Time);
        Assert.Equal([new WindowOpened { TopicId = 67, Nonce = 10, WindowEnd = 20 }], first.Opened);
        Assert.Null((await bench.NextAsync<BlockSignal>()).Time);
        Assert.Equal(Frames.TimeOf(12), (await bench.NextAsync<BlockSignal>()).Time);
    }

    [Fact(Timeout = Limit)]
    public async Task Stamps_a_block_with_the_moment_it_was_read()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        var sent = bench.Time.GetTimestamp();

        await connection.SendAsync(Frames.Block(10));

        Assert.Equal(sent, (await bench.NextAsync<BlockSignal>()).ReceivedTimestamp);
    }

    [Fact(Timeout = Limit)]
    public async Task Serves_all_listeners_over_one_socket()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        await connection.SendAsync(Frames.Block(10));
        await bench.NextAsync<BlockSignal>();

        await using var late = bench.Listen();
        Assert.True(await late.MoveNextAsync());
        Assert.IsType<StreamConnected>(late.Current);
        await connection.SendAsync(Frames.Block(11));
        Assert.True(await late.MoveNextAsync());

        Assert.Equal(11, Assert.IsType<BlockSignal>(late.Current).Height);
        Assert.Same(late.Current, await bench.NextAsync<BlockSignal>());
        Assert.False(bench.Node.AcceptAsync().IsCompleted);
    }

    [Fact(Timeout = Limit)]
    public async Task A_listener_that_blocks_its_thread_holds_up_nobody()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        using var release = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stuck = Task.Run(
            async () =>
            {
                await foreach (var signal in bench.Stream.ListenAsync(TestContext.Current.CancellationToken))
                {
                    if (signal is not BlockSignal)
                        continue;
                    blocked.SetResult();
                    release.Wait(TestContext.Current.CancellationToken);
                    return;
                }
            },
            TestContext.Current.CancellationToken);
        try
        {
            for (var height = 10; !blocked.Task.IsCompleted; height++)
            {
                await connection.SendAsync(Frames.Block(height));
                Assert.Equal(height, (await bench.NextAsync<BlockSignal>()).Height);
            }

            await connection.SendAsync(Frames.Block(bench.Stream.LatestHeight + 1));
            await bench.NextAsync<BlockSignal>();
        }
        finally
        {
            release.Set();
        }

        await stuck;
    }

    [Fact(Timeout = Limit)]
    public async Task Closes_the_socket_when_the_last_listener_goes_and_opens_another_for_the_next()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        await connection.SendAsync(Frames.Block(10));
        await bench.NextAsync<BlockSignal>();

        await bench.Listener.DisposeAsync();
        Assert.False(bench.Stream.IsConnected);
        await using var next = bench.Listen();
        var first = next.MoveNextAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await connection.Closed);
        var second = await bench.Node.AcceptSubscriberAsync();
        Assert.True(await first);
        Assert.IsType<StreamConnected>(next.Current);

        // The new listener has seen nothing yet, so it has missed nothing.
        await second.SendAsync(Frames.Block(20));
        Assert.True(await next.MoveNextAsync());
        Assert.Equal(20, Assert.IsType<BlockSignal>(next.Current).Height);
    }

    [Fact(Timeout = Limit)]
    public async Task Disposing_closes_the_socket_and_completes_every_listener()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        var waiting = bench.Listener.MoveNextAsync();

        await bench.Stream.DisposeAsync();

        Assert.False(await waiting);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await connection.Closed);
        Assert.False(bench.Stream.IsConnected);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await bench.Listen().MoveNextAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Disposing_cuts_off_a_node_that_does_not_answer_the_goodbye()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        connection.IgnoresClose = true;

        var disposing = bench.Stream.DisposeAsync().AsTask();
        await connection.Closed;
        var patience = await bench.Time.NextWaitAsync(bench.Options.ConnectTimeout, bench.Options.BlockTimeout);
        Assert.False(disposing.IsCompleted);
        bench.Time.Advance(patience);

        await disposing;
    }

    [Fact(Timeout = Limit)]
    public async Task Cancelling_ends_a_listener_and_leaves_the_others()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken);
        var connection = await bench.ConnectAsync();
        using var leaving = new CancellationTokenSource();
        await using var other = bench.Stream.ListenAsync(leaving.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await other.MoveNextAsync());
        var waiting = other.MoveNextAsync();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);

        await connection.SendAsync(Frames.Block(10));
        Assert.Equal(10, (await bench.NextAsync<BlockSignal>()).Height);
    }
}
