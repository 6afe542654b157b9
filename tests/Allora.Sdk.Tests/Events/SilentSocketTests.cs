using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.Events.Socket;
using Allora.Sdk.Tests.Chain.Transport;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Events;

/// <summary>A socket that stays open and says nothing, or says it late, is found by asking the chain.</summary>
public sealed class SilentSocketTests
{
    private const int Limit = 90_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_silent_socket_is_replaced_within_seconds_while_blocks_come()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var losses = new LossCounter(nodes.Client.Blocks);
        await HeardAsync(nodes);
        var silence = nodes.First.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket });

        while (losses.Losses == 0)
        {
            await nodes.Chain.StepAsync(1, Ct);
            await Task.Delay(50, Ct);
        }

        Assert.NotEqual(0, silence.Hits);
        await HeardAsync(nodes);
        Assert.Equal(1, losses.Losses);
    }

    [Fact(Timeout = Limit)]
    public async Task A_quiet_chain_is_no_silent_socket()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var losses = new LossCounter(nodes.Client.Blocks);
        await HeardAsync(nodes);

        // Many times the deadline of 250 ms, with nothing to hear.
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);

        Assert.Equal(0, losses.Losses);
        await HeardAsync(nodes);
        Assert.Equal(0, losses.Losses);
    }

    [Fact(Timeout = Limit)]
    public async Task A_node_that_falls_behind_is_left_for_one_that_keeps_up()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var losses = new LossCounter(nodes.Client.Blocks);
        await HeardAsync(nodes);
        nodes.First.Lag = 5;

        while (losses.Losses == 0)
        {
            await nodes.Chain.StepAsync(1, Ct);
            // Traffic tells how high the chain is.
            await nodes.Client.GetBlockHeaderAsync(null, Ct);
            await Task.Delay(20, Ct);
        }

        await HeardAsync(nodes);
    }

    [Fact]
    public void A_node_that_lagged_is_passed_over_for_a_minute_and_taken_where_all_do()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var nodes = Enumerable.Range(0, 3).Select(i => new EventStreamSettings(new Uri($"ws://node{i}/websocket"), new ChainEventStreamOptions(), time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)).ToList();
        var turns = new NodeRotation(nodes);

        turns.Next(lagged: true);
        Assert.Equal("node1", turns.Current.Socket.Host);
        turns.Next(lagged: false);
        Assert.Equal("node2", turns.Current.Socket.Host);
        turns.Next(lagged: false);
        Assert.Equal("node1", turns.Current.Socket.Host);
        turns.Next(lagged: true);
        Assert.False(turns.HasHealthierNode);
        turns.Next(lagged: true);
        Assert.NotNull(turns.Current);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(turns.HasHealthierNode);
    }

    private static async Task HeardAsync(TwoNodes nodes)
    {
        while (!nodes.Client.Blocks.IsConnected)
            await Task.Delay(5, Ct);
        // Block after block: on a busy machine the stream may have been left once more, for the node that lags.
        do
        {
            await nodes.Chain.StepAsync(1, Ct);
            for (var waited = 0; waited < 100 && nodes.Client.Blocks.LatestHeight != nodes.Chain.Height; waited++)
                await Task.Delay(5, Ct);
        }
        while (nodes.Client.Blocks.LatestHeight != nodes.Chain.Height);
    }
}
