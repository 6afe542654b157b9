using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;

namespace Allora.Sdk.Tests.Events;

/// <summary>How long the stream waits before it connects again.</summary>
public sealed class ReconnectTests
{
    private const int Limit = 30_000;

    [Fact]
    public void The_wait_is_drawn_below_a_ceiling_that_doubles_to_its_maximum()
    {
        var backoff = new ReconnectBackoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15), new FixedRandom(1));

        double[] seconds = [.. Enumerable.Range(0, 9).Select(_ => backoff.Next().TotalSeconds)];
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 15, 15, 15], seconds);
        backoff.Reset();
        Assert.Equal(0.25, backoff.Next().TotalSeconds);
    }

    [Fact]
    public void The_whole_range_down_to_nothing_is_used()
    {
        var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), new Random(67));

        double[] seconds = [.. Enumerable.Range(0, 1000).Select(_ => backoff.Next().TotalSeconds)];
        Assert.InRange(seconds.Min(), 0, 0.01);
        Assert.InRange(seconds.Max(), 0.99, 1);
        Assert.InRange(seconds.Average(), 0.45, 0.55);
    }

    [Fact]
    public void Extreme_limits_do_not_overflow()
    {
        var backoff = new ReconnectBackoff(TimeSpan.FromDays(1), TimeSpan.MaxValue, new FixedRandom(0.5));

        var waits = Enumerable.Range(0, 100).Select(_ => backoff.Next()).ToList();
        Assert.Equal(waits.Order(), waits);
    }

    [Fact(Timeout = Limit)]
    public async Task Failed_attempts_wait_longer_each_time_until_a_block_comes()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken, new ChainEventStreamOptions { Random = new FixedRandom(1) });
        bench.Node.Refuse(3);
        var first = bench.Listener.MoveNextAsync();
        foreach (var milliseconds in new[] { 250, 500, 1000 })
        {
            var wait = await NextWaitAsync(bench);
            Assert.Equal(milliseconds, wait.TotalMilliseconds);
            bench.Time.Advance(wait);
        }

        // Confirmed subscriptions alone do not prove a healthy node.
        var unhealthy = await bench.Node.AcceptSubscriberAsync();
        Assert.True(await first);
        Assert.Equal(3, bench.Node.Refused);
        unhealthy.Abort();
        await bench.NextAsync<StreamLost>();
        var longer = await NextWaitAsync(bench);
        Assert.Equal(2000, longer.TotalMilliseconds);
        bench.Time.Advance(longer);

        var healthy = await bench.Node.AcceptSubscriberAsync();
        await bench.NextAsync<StreamConnected>();
        await healthy.SendAsync(Frames.Block(10));
        await bench.NextAsync<BlockSignal>();
        healthy.Abort();
        await bench.NextAsync<StreamLost>();
        Assert.Equal(250, (await NextWaitAsync(bench)).TotalMilliseconds);
    }

    [Fact(Timeout = Limit)]
    public async Task A_stream_can_be_left_while_it_waits()
    {
        await using var bench = await StreamBench.StartAsync(TestContext.Current.CancellationToken, new ChainEventStreamOptions { Random = new FixedRandom(1) });
        bench.Node.Refuse(1);
        var first = bench.Listener.MoveNextAsync();
        await NextWaitAsync(bench);

        await bench.Stream.DisposeAsync();

        Assert.False(await first);
    }

    private static Task<TimeSpan> NextWaitAsync(StreamBench bench) => bench.Time.NextWaitAsync(bench.Options.ConnectTimeout);
}
