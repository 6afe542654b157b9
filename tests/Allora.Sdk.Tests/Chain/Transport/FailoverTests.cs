using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.DevNet.Faults;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Chain.Transport;

public sealed class FailoverTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.ResourceExhausted)]
    [InlineData(FaultKind.DeadlineExceeded)]
    [InlineData(FaultKind.Garbage)]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.LostAnswer)]
    [InlineData(FaultKind.HalfOpen)]
    public async Task A_question_that_one_node_cannot_answer_is_answered_by_the_other(FaultKind kind)
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        var fault = nodes.First.Faults.Add(new Fault { Kind = kind, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Delay = TimeSpan.FromSeconds(1) });

        for (var i = 0; i < 3; i++)
            Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));

        Assert.Equal(1, fault.Hits);
        Assert.True(nodes.Health.IsCoolingDown(0), "one failure is enough to be left alone");
        Assert.False(nodes.Health.IsCoolingDown(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_silent_node_costs_its_deadline_only_while_the_other_one_rests()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance with { RequestTimeout = TimeSpan.FromMinutes(10) });
        nodes.First.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 1 });
        Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
        Assert.True(nodes.Health.IsCoolingDown(0));
        nodes.Chain.Nodes[1].Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.Grpc, Method = "AccountInfo" });

        Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task After_a_round_of_silent_nodes_the_first_is_asked_again()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance with { RequestTimeout = TimeSpan.FromMinutes(10) });
        foreach (var node in nodes.Chain.Nodes)
            node.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 1 });

        Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_chain_answers_never_cools_a_node()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);

        Assert.Null(await nodes.Client.GetTransactionAsync(new string('A', 64), Ct));
        await Assert.ThrowsAsync<AlloraException>(() => nodes.Client.GetAccountAsync("no address", Ct));
        await Assert.ThrowsAsync<AlloraException>(() => nodes.Client.GetTopicAsync(999, Ct));
        await Assert.ThrowsAsync<AlloraException>(() => nodes.Client.SimulateAsync(new byte[] { 1, 2, 3 }, Ct));

        Assert.False(nodes.Health.IsCoolingDown(0));
        Assert.False(nodes.Health.IsCoolingDown(1));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_no_of_one_node_does_not_count_where_the_other_may_have_taken_the_transaction()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        var fault = nodes.First.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "BroadcastTx" });
        var other = nodes.Chain.Nodes[1].Faults.Add(new Fault { Kind = FaultKind.Latency, Protocol = FaultProtocol.Grpc, Method = "BroadcastTx" });

        var unclear = await Assert.ThrowsAsync<AlloraException>(() => nodes.Client.BroadcastAsync(new byte[] { 1 }, Ct));
        Assert.NotNull(unclear.TransactionHash);
        Assert.Equal((1, 1), (fault.Hits, other.Hits));
        var second = await nodes.Client.BroadcastAsync(new byte[] { 1 }, Ct);

        Assert.NotNull(second.Error);
        Assert.Equal((1, 2), (fault.Hits, other.Hits));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_no_of_one_node_counts_where_the_other_was_never_reached()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        await nodes.First.StopAsync();

        Assert.NotNull((await nodes.Client.BroadcastAsync(new byte[] { 1 }, Ct)).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_silent_node_is_not_waited_for_alone()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance with { DetectionDeadline = TimeSpan.FromSeconds(4), RequestTimeout = TimeSpan.FromMinutes(10) });
        nodes.First.Faults.Add(new Fault { Kind = FaultKind.HalfOpen, Protocol = FaultProtocol.Grpc, Method = "AccountInfo" });
        nodes.Chain.Nodes[1].Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 1 });

        // The second is asked after half the deadline, and again after another share, since it failed at once.
        Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
        Assert.True(nodes.Health.IsCoolingDown(0), "another answered first though it was asked later");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lagging_node_is_avoided_until_it_catches_up()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.First.Lag = 5;
        await nodes.Chain.StepAsync(10, Ct);

        // Both must have been heard once: from then on the answers come from the one that keeps up.
        while ((await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height != nodes.Chain.Height)
            await Task.Delay(5, Ct);
        for (var i = 0; i < 20; i++)
            Assert.Equal(nodes.Chain.Height, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);

        nodes.First.Lag = 0;
        while (nodes.Client.Endpoints.Endpoints[0].Health.IsLagging)
            await Task.Delay(5, Ct);
        Assert.Equal(nodes.Chain.Height, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_that_stops_and_comes_back_is_found_again_by_light_queries()
    {
        await using var nodes = await TwoNodes.StartAsync();
        Assert.Equal(nodes.Chain.ChainId, await nodes.Client.GetChainIdAsync(Ct));

        await nodes.First.StopAsync();
        Assert.Equal(nodes.Chain.ChainId, await nodes.Client.GetChainIdAsync(Ct));
        await nodes.Health.UntilAsync(0, resting: true);
        await nodes.First.StartAsync(Ct);
        await nodes.Health.UntilAsync(0, resting: false);

        Assert.Equal(nodes.Chain.ChainId, await nodes.Client.GetChainIdAsync(Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task Connections_are_recycled_by_age_and_no_call_is_dropped()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance with { ConnectionLifetime = TimeSpan.FromMilliseconds(1) });

        for (var i = 0; i < 20; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => nodes.Client.GetChainIdAsync(Ct)));
            await Task.Delay(2, Ct);
        }

        Assert.InRange(nodes.Client.Endpoints.Endpoints[0].Connections, 2, 160);
        Assert.False(nodes.Health.IsCoolingDown(0));
    }

    [Fact]
    public void A_rest_grows_with_each_relapse_and_lasts_as_long_as_the_endpoint_asks()
    {
        var time = new FakeTimeProvider();
        var health = new EndpointHealth(new AlloraClientOptions { TimeProvider = time, CoolDownMinimum = TimeSpan.FromSeconds(1), CoolDownMaximum = TimeSpan.FromSeconds(3) });

        var rests = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var rest = health.Failed(null)!.Value;
            rests.Add(rest.TotalSeconds);
            Assert.Null(health.Failed(null));
            time.Advance(rest);
        }

        Assert.Equal([1, 2, 3], rests);
        Assert.True(health.IsProbeDue(time.GetTimestamp()));
        Assert.Equal(TimeSpan.FromSeconds(40), health.Failed(TimeSpan.FromSeconds(40)));
        time.Advance(TimeSpan.FromSeconds(39));
        health.Answered(time.GetTimestamp());
        Assert.True(health.IsCoolingDown, "nothing ends a rest that was asked for");
        time.Advance(TimeSpan.FromSeconds(1));
        health.Answered(time.GetTimestamp());
        Assert.False(health.IsCoolingDown);
        time.Advance(TimeSpan.FromMinutes(1));
        var before = time.GetTimestamp();
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), health.Failed(null));
        time.Advance(TimeSpan.FromMilliseconds(1));
        health.Answered(before);
        Assert.True(health.IsCoolingDown, "a straggler from before the fault says nothing");
        health.Answered(time.GetTimestamp());
        Assert.False(health.IsCoolingDown, "what was asked after the fault shows that it is over");
    }

    [Theory]
    [InlineData(StatusCode.NotFound, "tx not found", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.InvalidArgument, "bad", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.Unknown, "codespace sdk code 26: invalid height", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.Unimplemented, "unknown service emissions.v9.QueryService", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.Internal, "panic in a handler", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.Unavailable, "starting", nameof(CallVerdict.Broken))]
    [InlineData(StatusCode.DeadlineExceeded, "", nameof(CallVerdict.Broken))]
    [InlineData(StatusCode.Unauthenticated, "no key", nameof(CallVerdict.Broken))]
    [InlineData(StatusCode.Internal, "Bad gRPC response. HTTP status code: 500", nameof(CallVerdict.Broken))]
    [InlineData(StatusCode.Unavailable, "Bad gRPC response. HTTP status code: 429", nameof(CallVerdict.Busy))]
    [InlineData(StatusCode.ResourceExhausted, "slow down", nameof(CallVerdict.Busy))]
    [InlineData(StatusCode.ResourceExhausted, "grpc: received message larger than max (9000000 vs. 4194304)", nameof(CallVerdict.Answered))]
    [InlineData(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.", nameof(CallVerdict.Answered))]
    public void Faults_of_an_endpoint_are_told_from_answers(StatusCode status, string detail, string verdict) =>
        Assert.Equal(verdict, StatusTable.Of(new Status(status, detail)).Verdict.ToString());

    [Theory]
    [InlineData("grpc-retry-pushback-ms", "1500", 1.5)]
    [InlineData("retry-after", "7", 7.0)]
    [InlineData("retry-after", "soon", null)]
    public void How_long_an_endpoint_wants_to_be_left_alone_is_read(string name, string value, double? seconds) =>
        Assert.Equal(seconds, CallVerdicts.PushbackOf(new RpcException(new Status(StatusCode.ResourceExhausted, ""), new Metadata { { name, value } }))?.TotalSeconds);

    [Fact]
    public void Keys_are_never_printed()
    {
        var endpoint = new AlloraEndpoint(new Uri("https://node.example:443/secret?key=secret"))
        {
            Headers = new Dictionary<string, string> { ["x-api-key"] = "secret" },
            Proxy = new Uri("http://me:secret@proxy.example"),
        };
        var network = AlloraNetwork.Testnet with { Endpoints = [endpoint, endpoint] };

        Assert.Equal("https://node.example", endpoint.ToString());
        Assert.Equal(2, network.Endpoints.Count);
        Assert.DoesNotContain("secret", $"{network} {endpoint}", StringComparison.Ordinal);
    }
}
