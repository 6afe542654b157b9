using System.Net.NetworkInformation;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Tests.Events;
using Grpc.Core;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>Connections that take another's place, and none that stay behind.</summary>
public sealed class ReconnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_silent_connection_to_an_only_node_is_replaced()
    {
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        await using var client = new AlloraClient(devnet.Network, new AlloraClientOptions { RequestTimeout = TimeSpan.FromSeconds(1) });
        await client.GetChainIdAsync(Ct);
        // Silent for whatever the client sends: a query of its own, late on a busy machine, may come before the test's.
        var silence = devnet.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.Grpc });

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));
        devnet.Faults.Remove(silence);
        Assert.Equal(AlloraErrorReason.Timeout, failure.Reason);
        Assert.Equal(devnet.ChainId, await client.GetChainIdAsync(Ct));

        // One and its successor; where that takes long to come about the handler may try another beside it.
        Assert.InRange(client.Endpoints.Endpoints[0].Connections, 2, 3);
        await SocketsAsync(1, devnet.Grpc);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_schema_is_asked_for_again_over_a_new_connection()
    {
        var genesis = DevNetGenesis.Default with { Schema = DevNetSchema.V9, UpgradeAtHeight = 3 };
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = genesis }, Ct);
        await using var client = new AlloraClient(devnet.Network);
        Assert.Equal("v9", (await client.Schemas.GetAsync(Ct)).Name);
        await devnet.StepAsync(3, Ct);
        Assert.Equal("v9", (await client.Schemas.GetAsync(Ct)).Name);

        await devnet.Nodes[0].StopAsync();
        await devnet.Nodes[0].StartAsync(Ct);
        await client.GetChainIdAsync(Ct);

        while ((await client.Schemas.GetAsync(Ct)).Name != "v10")
            await Task.Delay(5, Ct);
    }

    [Fact(Timeout = 60_000)]
    public async Task After_every_fault_one_socket_per_node_is_open_and_none_when_the_client_is_closed()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var ports = nodes.Chain.Nodes.Select(node => node.Grpc).ToList();
        foreach (var kind in new[] { FaultKind.HalfOpen, FaultKind.Truncated, FaultKind.LostAnswer, FaultKind.Garbage, FaultKind.Unavailable })
        {
            nodes.First.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Grpc, Times = 2 });
            Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
            while (nodes.First.Faults.Active[^1].Hits < 2)
                await Task.Delay(5, Ct);
            await nodes.Health.UntilAsync(0, resting: false);
        }

        foreach (var port in ports)
            await SocketsAsync(1, port);
        await nodes.Client.DisposeAsync();
        foreach (var port in ports)
            await SocketsAsync(0, port);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_event_stream_goes_on_to_the_next_node_and_tells_what_it_missed()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var losses = new LossCounter(nodes.Client.Blocks);
        await UntilAsync(() => nodes.Client.Blocks.IsConnected);
        await nodes.Chain.StepAsync(1, Ct);
        await UntilAsync(() => nodes.Client.Blocks.LatestHeight == nodes.Chain.Height);

        await nodes.First.StopAsync();
        await UntilAsync(() => losses.Losses == 1);
        await UntilAsync(() => nodes.Client.Blocks.IsConnected);
        await nodes.Chain.StepAsync(1, Ct);

        await UntilAsync(() => nodes.Client.Blocks.LatestHeight == nodes.Chain.Height);
        await SocketsAsync(1, nodes.Chain.Nodes[1].Rpc);
    }

    [Fact(Timeout = 60_000)]
    public async Task Generated_clients_leave_a_failed_node_with_the_next_call()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.Quick with { CoolDownMinimum = TimeSpan.FromHours(1), CoolDownMaximum = TimeSpan.FromHours(1) });
        var fault = nodes.First.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "AccountInfo" });
        var query = new Query.QueryClient(nodes.Client.Invoker);
        var request = new QueryAccountInfoRequest { Address = nodes.Chain.Accounts[0].Address };

        await Assert.ThrowsAsync<RpcException>(async () => await query.AccountInfoAsync(request, cancellationToken: Ct));

        Assert.NotNull((await query.AccountInfoAsync(request, cancellationToken: Ct)).Info);
        Assert.NotNull(query.AccountInfo(request, cancellationToken: Ct).Info);
        Assert.Equal(1, fault.Hits);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5, Ct);
    }

    private static async Task SocketsAsync(int expected, Uri server)
    {
        while (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(socket => socket.RemoteEndPoint.Port == server.Port && socket.State == TcpState.Established) != expected)
            await Task.Delay(10, Ct);
    }
}
