using System.Net;
using System.Net.WebSockets;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Values;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>Faults of sockets' openings and calls, faults as options, and what counts them.</summary>
public sealed class MoreFaultTests
{
    private const string Blocks = "tm.event='NewBlockEvents'";
    private static readonly DevNetOptions ByHand = new() { StepByHand = true };
    private static readonly TestWallet Wallet = TestWallet.Default(0);

    [Theory]
    [InlineData("unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("resource_exhausted", HttpStatusCode.TooManyRequests)]
    [InlineData("deadline_exceeded", HttpStatusCode.GatewayTimeout)]
    public async Task A_socket_is_refused_before_it_opens(string type, HttpStatusCode status)
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var fault = devnet.Faults.Add(Fault.Parse($"{{\"type\":\"{type}\",\"protocol\":\"web_socket\",\"times\":1}}"));
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{devnet.Rpc.Authority}/websocket"), TestContext.Current.CancellationToken));
        Assert.Equal((status, 1), (socket.HttpStatusCode, fault.Hits));
        using var again = await LiveSocket.ConnectAsync(devnet.Rpc);
        await again.SubscribeAsync(Blocks);
    }

    [Fact]
    public async Task A_frame_comes_late_by_the_devnet_s_clock()
    {
        var time = new FakeTimeProvider();
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { TimeProvider = time });
        using var socket = await LiveSocket.ConnectAsync(devnet.Rpc);
        await socket.SubscribeAsync(Blocks);
        var fault = devnet.Faults.Add(new Fault { Kind = FaultKind.Latency, Protocol = FaultProtocol.WebSocket, Method = "NewBlockEvents", Delay = TimeSpan.FromSeconds(5), Times = 1 });
        await devnet.StepAsync(2);
        var first = socket.ReceiveEventAsync();
        await Task.Delay(50);
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("2", (await first).Height);
        Assert.Equal("3", (await socket.ReceiveEventAsync()).Height);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task A_subscription_is_never_answered_or_its_answer_is_lost()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var silent = devnet.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.WebSocket, Method = "subscribe", Times = 1 });
        var lost = devnet.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Protocol = FaultProtocol.WebSocket, Method = "subscribe", Skip = 1, Times = 1 });
        const string Subscribe = $"{{\"jsonrpc\":\"2.0\",\"method\":\"subscribe\",\"id\":1,\"params\":{{\"query\":\"{Blocks}\"}}}}";
        using var first = await LiveSocket.ConnectAsync(devnet.Rpc);
        await first.SendAsync(Subscribe);
        var nothing = first.ReceiveAsync();
        using var second = await LiveSocket.ConnectAsync(devnet.Rpc);
        await second.SendAsync(Subscribe);
        await Assert.ThrowsAnyAsync<Exception>(async () => Assert.NotNull(await second.ReceiveAsync()));
        using var third = await LiveSocket.ConnectAsync(devnet.Rpc);
        await third.SubscribeAsync(Blocks);
        Assert.False(nothing.IsCompleted);
        Assert.Equal((1, 1), (silent.Hits, lost.Hits));
    }

    [Fact]
    public async Task Faults_as_options_are_there_from_the_start_and_count_for_all_nodes()
    {
        var fault = new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Times = 2 };
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { Nodes = 2, Faults = [fault], Lags = [0, 1] });
        foreach (var node in devnet.Nodes)
        {
            using var client = new TestClient(node.Grpc);
            await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(Wallet.Address));
        }

        await devnet.StepAsync(2);
        Assert.Equal((2, 1), (fault.Hits, devnet.Nodes[1].Lag));
        using var after = new TestClient(devnet.Grpc);
        await after.AccountAsync(Wallet.Address);
    }

    [Fact]
    public async Task The_chain_s_faults_as_options_act_and_are_counted()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with
        {
            ChainFaults = new DevNetChainFaults { HoldBlocks = 1, Vanish = 1, OutOfGas = 1, HaltAtHeight = 6, GasPrices = new Dictionary<long, GasPrice> { [2] = GasPrice.Parse("9") } },
        });
        using var client = new TestClient(devnet.Grpc);
        Assert.Equal(0u, (await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)))).Code);
        Assert.Equal(0, devnet.PendingTransactions);
        Assert.Equal(0u, (await client.SendAsync(Wallet, new TxPlan(Stage.SelfSend(Wallet)) { Memo = "held" })).Code);
        await devnet.StepAsync();
        Assert.Equal(1, devnet.PendingTransactions);
        await devnet.StepAsync(9);
        Assert.Equal((6L, true), (devnet.Height, devnet.IsHalted));
        Assert.Equal(("sdk", 11u), (Assert.Single(devnet.Transactions()).Codespace, devnet.Transactions()[0].Code));
        Assert.StartsWith("9", devnet.Network.GasPriceFloor.ToString(), StringComparison.Ordinal);
        Assert.Equal(new DevNetFaultCounts { Held = 1, Vanished = 1, OutOfGas = 1, Halts = 1, PriceJumps = 1 }, devnet.FaultCounts);
    }

    [Fact]
    public async Task A_fault_counts_only_where_it_can_act()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        var drop = devnet.Faults.Add(new Fault { Kind = FaultKind.DropFrame });
        using var client = new TestClient(devnet.Grpc);
        await client.AccountAsync(Wallet.Address);
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(devnet.Rpc, "status"));
        Assert.Equal(0, drop.Hits);
    }
}
