using System.Diagnostics;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Conformance;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>Faults on demand, as a gRPC client sees them.</summary>
public sealed class GrpcFaultTests
{
    private static readonly DevNetOptions ByHand = new() { StepByHand = true };

    [Theory]
    [InlineData(FaultKind.Unavailable, StatusCode.Unavailable)]
    [InlineData(FaultKind.ResourceExhausted, StatusCode.ResourceExhausted)]
    [InlineData(FaultKind.DeadlineExceeded, StatusCode.DeadlineExceeded)]
    public async Task A_fault_acts_so_often_and_then_no_more(FaultKind kind, StatusCode expected)
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var fault = devnet.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 2, Delay = TimeSpan.FromSeconds(7) });
        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(devnet.Accounts[0].Address));
            Assert.Equal(expected, refused.StatusCode);
            if (kind == FaultKind.ResourceExhausted)
                Assert.Equal("7", refused.Trailers.GetValue("retry-after"));
        }

        Assert.Equal(devnet.Accounts[0].Address, (await client.AccountAsync(devnet.Accounts[0].Address)).Address);
        Assert.Equal(2, fault.Hits);
    }

    [Theory]
    [InlineData(FaultKind.Garbage)]
    [InlineData(FaultKind.Truncated)]
    public async Task A_broken_reply_is_an_error_to_the_client(FaultKind kind)
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.Faults.Add(new Fault { Kind = kind, Times = 1 });
        await Assert.ThrowsAsync<RpcException>(() => client.AccountAsync(devnet.Accounts[0].Address));
        await client.AccountAsync(devnet.Accounts[0].Address);
    }

    [Fact]
    public async Task A_half_open_call_ends_by_the_client_s_deadline_alone()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        devnet.Faults.Add(new Fault { Kind = FaultKind.HalfOpen });
        using var patience = new CancellationTokenSource();
        using var call = new Query.QueryClient(client.Invoker).AccountInfoAsync(
            new QueryAccountInfoRequest { Address = devnet.Accounts[0].Address }, cancellationToken: patience.Token);
        await patience.CancelAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, ended.StatusCode);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_broadcast_accepted()
    {
        await using var devnet = await AlloraDevNet.StartAsync(ByHand);
        using var client = new TestClient(devnet.Grpc);
        var wallet = TestWallet.Default(0);
        devnet.Faults.Add(new Fault { Kind = FaultKind.LostAnswer, Method = "BroadcastTx", Times = 1 });
        await Assert.ThrowsAsync<RpcException>(() => client.SendAsync(wallet, new TxPlan(Stage.SelfSend(wallet))));
        Assert.Equal(1, devnet.PendingTransactions);
        var again = await client.SendAsync(wallet, new TxPlan(Stage.SelfSend(wallet)));
        Assert.Equal(("sdk", 19u), (again.Codespace, again.Code));
    }

    [Fact]
    public async Task Latency_delays_by_the_devnet_s_clock()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var devnet = await AlloraDevNet.StartAsync(ByHand with { TimeProvider = time });
        using var client = new TestClient(devnet.Grpc);
        var fault = devnet.Faults.Add(new Fault { Kind = FaultKind.Latency, Delay = TimeSpan.FromHours(1) });
        var asking = client.AccountAsync(devnet.Accounts[0].Address);
        var patience = Stopwatch.StartNew();
        while (fault.Hits == 0 && patience.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Yield();
        Assert.False(asking.IsCompleted);
        while (!asking.IsCompleted && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Equal(devnet.Accounts[0].Address, (await asking).Address);
    }
}
