using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.Tests.Chain;

public class HasSubmittedTests
{
    private const string Worker = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recorded_submission_is_seen_while_its_window_is_open()
    {
        await using var server = await ReplayServer.StartAsync(call => call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal)
            ? CapturedCall.Get("topic-active").Answer
            : CapturedCall.Get("worker-latest-inference").Answer);
        await using var client = new AlloraClient(server.Network);

        Assert.True(await client.HasSubmittedAsync(2, Worker, 91, Ct));
        Assert.Equal(CapturedCall.Get("worker-latest-inference").Request, server.Received.Last().Request);
    }

    [Theory]
    [InlineData(null, true, false)]   // nothing there, and the window is still open: not submitted
    [InlineData(91L, true, false)]    // an older one, and the window is still open: not submitted
    [InlineData(null, false, null)]   // closed windows hide what was submitted
    [InlineData(111L, false, true)]
    public async Task In_v10_only_an_open_window_proves_an_absence(long? latest, bool open, bool? expected)
    {
        var unfulfilled = new IsWorkerNonceUnfulfilledResponse { IsWorkerNonceUnfulfilled = open };
        await using var server = await ReplayServer.StartAsync(call => call.Method switch
        {
            "/emissions.v10.QueryService/IsTopicActive" => ReplayAnswer.Reply(new IsTopicActiveResponse()),
            "/emissions.v10.QueryService/IsWorkerNonceUnfulfilled" => ReplayAnswer.Reply(unfulfilled),
            "/emissions.v10.QueryService/GetWorkerLatestInputInferenceByTopicId" when latest is { } height =>
                ReplayAnswer.Reply(new GetWorkerLatestInputInferenceByTopicIdResponse { LatestInputInference = new() { BlockHeight = height } }),
            _ => ReplayAnswer.Fail(StatusCode.NotFound, $"latest input inference not found for topic 2 worker {Worker}"),
        });
        await using var client = new AlloraClient(server.Network);

        Assert.Equal(expected, await client.HasSubmittedAsync(2, Worker, 111, Ct));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(91L, null)]
    [InlineData(111L, true)]
    public async Task In_v9_an_absence_proves_nothing(long? latest, bool? expected)
    {
        await using var server = await ReplayServer.StartAsync(call => call.Method switch
        {
            "/emissions.v9.QueryService/IsTopicActive" => ReplayAnswer.Reply(new V9.IsTopicActiveResponse()),
            "/emissions.v9.QueryService/GetWorkerLatestInferenceByTopicId" when latest is { } height =>
                ReplayAnswer.Reply(new V9.GetWorkerLatestInferenceByTopicIdResponse { LatestInference = new() { BlockHeight = height } }),
            "/emissions.v10.QueryService/IsTopicActive" => ReplayAnswer.UnknownService("emissions.v10.QueryService"),
            _ => ReplayAnswer.Fail(StatusCode.NotFound, "not found"),
        });
        await using var client = new AlloraClient(server.Network);

        Assert.Equal(expected, await client.HasSubmittedAsync(2, Worker, 111, Ct));
    }

    [Fact]
    public async Task A_node_that_cannot_be_asked_is_an_error_not_an_absence()
    {
        await using var server = await ReplayServer.StartAsync(call => call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal)
            ? ReplayAnswer.Reply(new IsTopicActiveResponse())
            : ReplayAnswer.Fail(StatusCode.Unavailable, "busy"));
        await using var client = new AlloraClient(server.Network);

        await Assert.ThrowsAsync<AlloraException>(() => client.HasSubmittedAsync(2, Worker, 111, Ct));
    }
}
