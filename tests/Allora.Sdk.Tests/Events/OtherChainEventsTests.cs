using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;
using Allora.Sdk.Tests.Base;
using Allora.Sdk.Tests.Workers;
using Microsoft.Extensions.Logging;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Events;

/// <summary>Nothing of an event node is used before it has named the chain, in its status or in a header.</summary>
public sealed class OtherChainEventsTests
{
    private const string Chain = "localnet";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The other chain is ahead, and opens a window of the same topic with each epoch.
    [Fact(Timeout = 120_000)]
    public async Task No_block_of_a_node_of_another_chain_is_taken()
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var other = await StartAsync(wallet, "allora-testnet-9");
        await using var chain = await StartAsync(wallet, Chain);
        await other.StepAsync(500, Ct);
        using var log = new LineLogger();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var client = new AlloraClient(chain.Network with { EventEndpoints = other.Network.EventEndpoints }, new AlloraClientOptions { LoggerFactory = loggers });
        var blocks = 0;
        using (client.Blocks.Attach(signal => blocks += signal is BlockSignal ? 1 : 0))
        {
            while (!log.Lines.Any(static one => one.Line.Contains("the node does not serve the chain", StringComparison.Ordinal)))
            {
                await other.StepAsync(1, Ct);
                await Task.Delay(5, Ct);
            }
        }

        Assert.Equal((0, 0), (blocks, client.Blocks.LatestHeight));
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_status_a_block_waits_for_the_first_header()
    {
        await using var bench = await BenchAsync();
        var first = bench.Listener.MoveNextAsync();
        var connection = await AcceptAsync(bench, Frames.Error(3, -32601, "Method not found"));

        await connection.SendAsync(Frames.Block(7));
        await connection.SendAsync(Frames.Header(7, Chain));

        Assert.True(await first);
        Assert.IsType<StreamConnected>(bench.Listener.Current);
        Assert.Equal(7, (await bench.NextAsync<BlockSignal>()).Height);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_block_before_the_header_of_another_chain_is_dropped()
    {
        await using var bench = await BenchAsync();
        var first = bench.Listener.MoveNextAsync();
        var connection = await AcceptAsync(bench, Frames.Error(3, -32601, "Method not found"));

        await connection.SendAsync(Frames.Block(7));
        await connection.SendAsync(Frames.Header(7, "another-1"));

        Assert.True(await first);
        Assert.IsType<StreamConnected>(bench.Listener.Current);
        Assert.Contains("does not serve the chain", (await bench.NextAsync<StreamLost>()).Reason, StringComparison.Ordinal);
        Assert.Equal(0, bench.Stream.LatestHeight);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_node_that_names_no_chain_is_left_after_a_few_blocks()
    {
        await using var bench = await BenchAsync();
        var first = bench.Listener.MoveNextAsync();
        var connection = await AcceptAsync(bench, Frames.Error(3, -32601, "Method not found"));
        for (var height = 7; height < 10; height++)
        {
            await connection.SendAsync(Frames.Header(height));
            await connection.SendAsync(Frames.Block(height));
        }

        Assert.True(await first);
        Assert.Contains("does not name its chain", (await bench.NextAsync<StreamLost>()).Reason, StringComparison.Ordinal);
        Assert.Equal(0, bench.Stream.LatestHeight);
    }

    // Nothing can be compared then, and blocks without a name are better than none.
    [Fact(Timeout = 120_000)]
    public async Task A_node_that_rejects_status_and_headers_is_used()
    {
        await using var bench = await BenchAsync();
        var first = bench.Listener.MoveNextAsync();
        var connection = await bench.Node.AcceptAsync();
        await connection.SendAsync(Frames.Error(3, -32601, "Method not found"));
        await connection.SendAsync(Frames.Error(1, -32603, "no headers"));
        await connection.SendAsync(Frames.Confirmation(2));
        await connection.SendAsync(Frames.Block(7));

        Assert.True(await first);
        Assert.Equal(7, (await bench.NextAsync<BlockSignal>()).Height);
    }

    private static Task<StreamBench> BenchAsync()
    {
        var chain = new ChainView(static _ => Task.FromResult(0L), static () => 0, TimeSpan.FromMinutes(1), 5, new BlockPace(TimeProvider.System), Chain);
        return StreamBench.StartAsync(Ct, chain: chain);
    }

    private static async Task<NodeConnection> AcceptAsync(StreamBench bench, string toStatus)
    {
        var connection = await bench.Node.AcceptAsync();
        Assert.Contains("\"status\"", await connection.ReceiveAsync(), StringComparison.Ordinal);
        await connection.SendAsync(toStatus);
        await connection.ConfirmAsync();
        return connection;
    }

    private static Task<DevNet.AlloraDevNet> StartAsync(AlloraWallet wallet, string chainId) => Allora.Sdk.DevNet.AlloraDevNet.StartAsync(
        new DevNetOptions { StepByHand = true, Genesis = WorkerScene.Genesis(wallet.Address) with { ChainId = chainId } }, Ct);
}
