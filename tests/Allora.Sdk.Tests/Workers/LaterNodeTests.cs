using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Sending;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Workers;

/// <summary>
/// Events come from one node, and calls go to others that make the same block later: what these refuse until then is no refusal. No block but the
/// window's own is made, so an answer that waited for the next one would never be sent.
/// </summary>
public sealed class LaterNodeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task A_node_without_the_block_is_asked_again_until_it_has_it(int milliseconds)
    {
        var answer = await AnswerAsync([TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds)], called: [1]);

        Assert.Equal((SubmissionStatus.Broadcast, WorkerScene.FirstNonce), (answer.Status, answer.Nonce));
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_endpoint_is_asked_while_the_first_has_no_block()
    {
        // Longer than any request.
        var answer = await AnswerAsync([TimeSpan.Zero, TimeSpan.FromMinutes(5)], called: [1, 0]);

        Assert.Equal((SubmissionStatus.Broadcast, WorkerScene.FirstNonce), (answer.Status, answer.Nonce));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_time_of_a_block_is_asked_until_the_node_has_the_block()
    {
        var times = new List<DateTimeOffset>();
        var answer = await AnswerAsync([TimeSpan.Zero, TimeSpan.FromMilliseconds(100)], called: [1], headers: false, times);

        Assert.Equal(SubmissionStatus.Broadcast, answer.Status);
        Assert.Single(times);
    }

    private static async Task<SubmissionResult> AnswerAsync(IReadOnlyList<TimeSpan> delays, int[] called, bool headers = true, List<DateTimeOffset>? times = null)
    {
        using var wallet = WorkerScene.FirstAccount();
        await using var chain = await DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Nodes = delays.Count, Genesis = WorkerScene.Genesis(wallet.Address) }, Ct);
        if (!headers)
        {
            chain.Nodes[0].Faults.Add(new DevNet.Faults.Fault
            {
                Kind = DevNet.Faults.FaultKind.DropFrame,
                Protocol = DevNet.Faults.FaultProtocol.WebSocket,
                Method = "NewBlockHeader",
            });
        }

        await using var client = new AlloraClient(chain.Network with
        {
            Endpoints = [.. called.Select(node => new AlloraEndpoint(chain.Nodes[node].Grpc))],
            EventEndpoints = [new AlloraEndpoint(chain.Nodes[0].Rpc)],
        });
        var provider = new FunctionProvider(context =>
        {
            times?.Add(context.BlockTime);
            return Prediction.Value(1m);
        });
        var runner = new WorkerRunner(client, wallet.InMemory(), provider, new WorkerOptions { TopicId = WorkerScene.Topic, DrainTimeout = TimeSpan.FromMilliseconds(100) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = runner.RunAsync(stop.Token);
        while (runner.Status.State != WorkerState.Ready || !client.Blocks.IsConnected)
            await Task.Delay(5, Ct);
        while (chain.Height < WorkerScene.FirstNonce - 1)
            await chain.StepAsync(1, Ct);
        while (client.Blocks.LatestHeight < WorkerScene.FirstNonce - 1)
            await Task.Delay(5, Ct);
        for (var node = 0; node < delays.Count; node++)
            chain.Nodes[node].CommitDelay = delays[node];
        await chain.StepAsync(1, Ct);

        await using var results = runner.ResultsAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await results.MoveNextAsync());
        await stop.CancelAsync();
        await running;
        return results.Current;
    }
}
