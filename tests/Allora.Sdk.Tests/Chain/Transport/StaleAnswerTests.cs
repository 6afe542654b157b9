using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>An endpoint that has fallen behind answers as if nothing were wrong: what it says must not keep a window from being seen.</summary>
public sealed class StaleAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task An_endpoint_that_all_calls_go_to_is_found_behind_by_comparison()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        await BehindAsync(nodes);

        Assert.Equal(nodes.Chain.Height, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_resting_endpoint_that_keeps_up_is_believed_before_one_that_is_behind()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        await BehindAsync(nodes);
        nodes.Chain.Nodes[1].Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "AccountInfo", Times = 1 });
        Assert.NotNull(await nodes.Client.GetAccountAsync(nodes.Chain.Accounts[0].Address, Ct));
        Assert.True(nodes.Health.IsCoolingDown(1));

        for (var i = 0; i < 20; i++)
            Assert.Equal(nodes.Chain.Height, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
    }

    [Fact(Timeout = 60_000)]
    public async Task Those_that_rest_are_asked_for_their_heights_where_there_is_nobody_else_to_compare_with_and_rest_on()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        await BuildRequestAsync(nodes);
        var second = nodes.Client.Endpoints.Endpoints[1];
        nodes.Client.Endpoints.Failed(second, new RpcException(new Status(StatusCode.Unavailable, "overloaded")), nodes.Client.Endpoints.Now);
        nodes.First.Lag = 5;
        await nodes.Chain.StepAsync(10, Ct);

        Assert.Equal(nodes.Chain.Height - 5, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
        while (nodes.Client.Endpoints.BestHeight != nodes.Chain.Height)
        {
            nodes.Client.Endpoints.Compare();
            await Task.Delay(5, Ct);
        }

        Assert.True(second.Health.IsCoolingDown);
        Assert.Equal(nodes.Chain.Height, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
        Assert.NotEqual(0, nodes.Client.Endpoints.LagDetections);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_answered_just_now_is_known_to_be_out_of_date_as_soon_as_another_tells_more()
    {
        var time = new FakeTimeProvider();
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance with { TimeProvider = time });
        var endpoints = nodes.Client.Endpoints;
        var told = endpoints.Endpoints[0];

        endpoints.Answered(told, 100, time.GetTimestamp());
        Assert.Equal(102, endpoints.Heard(102));
        Assert.Equal(0, endpoints.LagDetections);
        endpoints.Heard(103);
        Assert.Equal(1, endpoints.LagDetections);
        Assert.False(told.Health.IsLagging, "a fast chain looks the same");
        endpoints.Answered(told, 100, time.GetTimestamp());
        Assert.True(told.Health.IsLagging);
        Assert.Equal(2, endpoints.LagDetections);

        // The chain goes on meanwhile: what was told long ago says nothing.
        endpoints.Answered(told, 103, time.GetTimestamp());
        time.Advance(TwoNodes.NoSecondChance.ComparisonAge + TimeSpan.FromMilliseconds(1));
        endpoints.Heard(200);
        Assert.Equal(2, endpoints.LagDetections);
        Assert.False(told.Health.IsLagging);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_one_that_is_behind_says_counts_where_the_others_are_gone()
    {
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance);
        await BehindAsync(nodes);
        await nodes.Chain.Nodes[1].StopAsync();

        Assert.Equal(nodes.Chain.Height - 5, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
        Assert.Null(await nodes.Client.GetTransactionAsync(new string('A', 64), Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_events_a_window_is_found_at_once_though_the_first_endpoint_has_fallen_behind()
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var nodes = await TwoNodes.StartAsync(TwoNodes.NoSecondChance, WorkerScene.Genesis(wallet.Address));
        foreach (var node in nodes.Chain.Nodes)
            node.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket });
        var options = new WorkerOptions { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(300), DrainTimeout = TimeSpan.FromMilliseconds(100) };
        var runner = new WorkerRunner(nodes.Client, wallet.InMemory(), new FunctionProvider(_ => Prediction.Value(1m)), options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = runner.RunAsync(stop.Token);
        while (runner.Status.State != WorkerState.Ready)
            await Task.Delay(5, Ct);

        nodes.First.Lag = 1000;
        while (nodes.Chain.Height < WorkerScene.FirstNonce)
            await nodes.Chain.StepAsync(1, Ct);

        await foreach (var result in runner.ResultsAsync(Ct))
        {
            Assert.Equal((SubmissionStatus.Broadcast, WorkerScene.FirstNonce), (result.Status, result.Nonce));
            break;
        }

        await stop.CancelAsync();
        await running;
    }

    // All calls so far went to the first node, and then it is five blocks behind.
    private static async Task BehindAsync(TwoNodes nodes)
    {
        await BuildRequestAsync(nodes);
        nodes.First.Lag = 5;
        await nodes.Chain.StepAsync(10, Ct);
        Assert.Equal(nodes.Chain.Height - 5, (await nodes.Client.GetBlockHeaderAsync(null, Ct)).Height);
        Assert.False(nodes.Client.Endpoints.Endpoints[0].Health.IsLagging);
        while (!nodes.Client.Endpoints.Endpoints[0].Health.IsLagging)
        {
            nodes.Client.Endpoints.Compare();
            await Task.Delay(5, Ct);
            await nodes.Client.GetBlockHeaderAsync(null, Ct);
        }
    }

    private static async Task BuildRequestAsync(TwoNodes nodes)
    {
        await nodes.Client.GetChainIdAsync(Ct);
        // Each is asked once in the beginning.
        while (nodes.Client.Endpoints.Endpoints.Any(static endpoint => !endpoint.Health.HasAnswered))
            await Task.Delay(5, Ct);
    }
}
