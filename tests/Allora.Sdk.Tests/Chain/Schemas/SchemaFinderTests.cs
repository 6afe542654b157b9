using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Schemas;

public class SchemaFinderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v10", "v10")]
    [InlineData("v9", "v10", "v9")]
    public async Task The_chain_is_asked_newest_first(string speaks, params string[] asked)
    {
        await using var server = await ReplayServer.StartAsync(call => Answer(call, speaks));
        await using var client = new AlloraClient(server.Network);

        var schema = await client.Schemas.GetAsync(Ct);

        Assert.Equal(speaks, schema.Name);
        Assert.Equal($"emissions.{speaks}.EventWorkerSubmissionWindowOpened", schema.WindowOpenedEvent);
        Assert.Equal($"emissions.{speaks}.EventWorkerSubmissionWindowClosed", schema.WindowClosedEvent);
        Assert.Equal(asked.Select(name => $"/emissions.{name}.QueryService/IsTopicActive"), server.Received.Select(call => call.Method));
    }

    [Fact]
    public async Task The_answer_is_remembered_until_it_is_forgotten()
    {
        var speaks = "v9";
        await using var server = await ReplayServer.StartAsync(call => Answer(call, speaks));
        await using var client = new AlloraClient(server.Network);

        var first = await client.Schemas.GetAsync(Ct);
        speaks = "v10";
        var remembered = await client.Schemas.GetAsync(Ct);
        client.Schemas.Forget();
        var askedAgain = await client.Schemas.GetAsync(Ct);

        Assert.Equal(["v9", "v9", "v10"], [first.Name, remembered.Name, askedAgain.Name]);
        Assert.Equal(3, server.Received.Count);
    }

    [Fact]
    public async Task Many_callers_at_once_ask_once_and_one_that_gives_up_spoils_nothing()
    {
        var asked = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var server = await ReplayServer.StartAsync(async call =>
        {
            asked.TrySetResult();
            await gate.Task;
            return Answer(call, "v10");
        });
        await using var client = new AlloraClient(server.Network);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var givesUp = client.Schemas.GetAsync(impatient.Token).AsTask();
        var others = Enumerable.Range(0, 16).Select(_ => client.Schemas.GetAsync(Ct).AsTask()).ToList();
        await asked.Task.WaitAsync(Ct);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        gate.SetResult();

        Assert.All(await Task.WhenAll(others), schema => Assert.Equal("v10", schema.Name));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        var fails = true;
        await using var server = await ReplayServer.StartAsync(
            call => fails ? ReplayAnswer.Fail(StatusCode.Unavailable, "starting") : Answer(call, "v10"));
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.Schemas.GetAsync(Ct).AsTask());
        fails = false;

        Assert.Equal((AlloraErrorReason.Unavailable, true), (failure.Reason, failure.IsTransient));
        Assert.Equal("v10", (await client.Schemas.GetAsync(Ct)).Name);
    }

    [Theory]
    [InlineData("404 of a gateway")]
    [InlineData("method")]
    public async Task Only_an_unknown_service_decides(string what)
    {
        await using var server = await ReplayServer.StartAsync(_ => what == "method"
            ? ReplayAnswer.Fail(StatusCode.Unimplemented, "unknown method IsTopicActive for service emissions.v10.QueryService")
            : ReplayAnswer.Http(404));
        await using var client = new AlloraClient(server.Network);

        await Assert.ThrowsAsync<AlloraException>(() => client.Schemas.GetAsync(Ct).AsTask());

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_chain_without_emissions_is_told()
    {
        await using var server = await ReplayServer.StartAsync(call => Answer(call, "none"));
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetTopicAsync(1, Ct));

        Assert.Equal((AlloraErrorReason.WrongSchema, true), (failure.Reason, failure.IsTransient));
        Assert.Contains("v10, v9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_follow_an_upgrade_while_running()
    {
        var speaks = "v9";
        await using var server = await ReplayServer.StartAsync(call => Answer(call, speaks));
        await using var client = new AlloraClient(server.Network);

        var before = await client.GetTopicAsync(2, Ct);
        speaks = "v10";
        var after = await client.GetTopicAsync(2, Ct);

        Assert.Equal(("v9", "v10"), (before.Schema, after.Schema));
    }

    private static ReplayAnswer Answer(ReceivedCall call, string speaks)
    {
        var service = call.Method.Split('/')[1];
        if (service != $"emissions.{speaks}.QueryService")
            return ReplayAnswer.UnknownService(service);
        return call.Method.EndsWith("/GetTopic", StringComparison.Ordinal)
            ? ReplayAnswer.Reply(new GetTopicResponse { Topic = new Topic { Id = 2 } })
            : ReplayAnswer.Reply(new IsTopicActiveResponse());
    }
}
