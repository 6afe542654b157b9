using System.Globalization;
using System.Text.Json;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.Replay;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain;

/// <summary>The recorded queries of topics, windows and workers, through the client.</summary>
public class TopicQueryTests
{
    private const string Worker = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("topic", 2ul)]
    [InlineData("topic-mid-run", 2ul)]
    [InlineData("multi-topic", 1ul)]
    public async Task A_topic_is_told_whole(string name, ulong id)
    {
        var topic = await QueryAsync(name, client => client.GetTopicAsync(id, Ct));

        var recorded = CapturedCall.Get(name).Response.GetProperty("topic");
        Assert.Equal(id, topic.Id);
        Assert.Equal(
            [Text(recorded, "creator"), Text(recorded, "metadata"), Text(recorded, "lossMethod"), Text(recorded, "epochLength")],
            [topic.Creator, topic.Metadata, topic.LossMethod, $"{topic.EpochLength}"]);
        Assert.Equal(
            [Text(recorded, "groundTruthLag"), Text(recorded, "workerSubmissionWindow"), Text(recorded, "epochLastEnded", "0")],
            [$"{topic.GroundTruthLag}", $"{topic.WorkerSubmissionWindow}", $"{topic.EpochLastEnded}"]);
        Assert.Equal(Text(recorded, "outputArity") == "TOPIC_OUTPUT_ARITY_MULTI", topic.IsMulti);
        Assert.Equal(recorded.TryGetProperty("requireUnity", out _), topic.RequireUnity);
        Assert.Equal(Text(recorded, "unityTolerance"), topic.UnityTolerance.ToString());
        Assert.Equal(Text(recorded, "maxLabelsPerSubmission"), $"{topic.MaxLabels}");
        Assert.Equal(
            recorded.TryGetProperty("labelWhitelist", out var labels) ? labels.EnumerateArray().Select(label => label.GetString()!) : [],
            topic.LabelWhitelist);
        Assert.Equal((true, "v10"), (topic.AllowNegative, topic.Schema));
    }

    [Fact]
    public async Task The_multi_topic_has_the_labels_it_was_made_with()
    {
        var topic = await QueryAsync("multi-topic", client => client.GetTopicAsync(1, Ct));

        Assert.Equal((true, true, 3ul, "0.001"), (topic.IsMulti, topic.RequireUnity, topic.MaxLabels, topic.UnityTolerance.ToString()));
        Assert.Equal(["up", "down", "flat"], topic.LabelWhitelist.OrderByDescending(label => label == "up").ThenBy(label => label));
    }

    [Theory]
    [InlineData("topic-not-found")]
    [InlineData("window-status-unknown-topic")]
    [InlineData("worker-registered-unknown-topic")]
    public async Task An_unknown_topic_is_an_error(string name)
    {
        var failure = await Assert.ThrowsAsync<AlloraException>(() => QueryAsync(name, AskByName(name)));

        Assert.Equal((AlloraErrorReason.UnknownTopic, false), (failure.Reason, failure.IsTransient));
    }

    [Theory]
    [InlineData("window-status-open", 2ul, Worker, true)]
    [InlineData("window-status-not-registered", 2ul, null, true)]
    [InlineData("window-status-not-whitelisted", 3ul, null, false)]
    [InlineData("window-status-no-address", 2ul, "", true)]
    [InlineData("window-status-closed", 2ul, Worker, false)]
    public async Task A_window_is_told_with_the_height_of_the_answer(string name, ulong topicId, string? address, bool open)
    {
        var captured = CapturedCall.Get(name);
        var asked = address ?? captured.Json.GetProperty("request").GetProperty("address").GetString();

        var window = await QueryAsync(name, client => client.GetWorkerWindowAsync(topicId, asked, Ct));

        var recorded = captured.Response;
        Assert.Equal((topicId, open), (window.TopicId, window.IsOpen));
        Assert.Equal(
            [Text(recorded, "currentNonceBlockHeight", "0"), Text(recorded, "windowStartBlock", "0"), Text(recorded, "windowEndBlock", "0")],
            [$"{window.Nonce}", $"{window.Start}", $"{window.End}"]);
        Assert.Equal(
            [Text(recorded, "nextWindowStartBlock", "0"), Text(recorded, "nextWindowEndBlock", "0"), captured.Answer.Height!],
            [$"{window.NextStart}", $"{window.NextEnd}", $"{window.Height}"]);
        Assert.Equal(
            [Flag(recorded, "isRegistered"), Flag(recorded, "isWhitelisted"), Flag(recorded, "isTopicActive")],
            [window.IsRegistered, window.IsWhitelisted, window.IsTopicActive]);
    }

    [Theory]
    [InlineData(true, 100, true)]
    [InlineData(true, 101, false)]
    [InlineData(false, 100, false)]
    public async Task At_the_windows_last_height_the_next_block_is_too_late(bool open, long height, bool expected)
    {
        var status = new GetWorkerSubmissionWindowStatusResponse { IsOpen = open, WindowEndBlock = 101 };
        await using var server = await ReplayServer.StartAsync(_ => ReplayAnswer.Reply(status, $"{height}"));
        await using var client = new AlloraClient(server.Network);

        Assert.Equal(expected, (await client.GetWorkerWindowAsync(2, null, Ct)).CanInclude);
    }

    [Fact]
    public async Task A_bad_address_is_an_error()
    {
        var address = CapturedCall.Get("window-status-bad-address").Json.GetProperty("request").GetProperty("address").GetString();

        var failure = await Assert.ThrowsAsync<AlloraException>(
            () => QueryAsync("window-status-bad-address", client => client.GetWorkerWindowAsync(2, address, Ct)));

        Assert.Equal((AlloraErrorReason.InvalidRequest, false), (failure.Reason, failure.IsTransient));
    }

    [Theory]
    [InlineData("open-worker-windows", 91L)]
    [InlineData("open-worker-windows-none")]
    public async Task Open_nonces_are_listed(string name, params long[] expected) =>
        Assert.Equal(expected, await QueryAsync(name, client => client.GetOpenWorkerNoncesAsync(2, Ct)));

    [Theory]
    [InlineData("worker-registered", true)]
    [InlineData("worker-not-registered", false)]
    public async Task A_registration_is_told(string name, bool expected)
    {
        var address = CapturedCall.Get(name).Json.GetProperty("request").GetProperty("address").GetString()!;

        Assert.Equal(expected, await QueryAsync(name, client => client.IsWorkerRegisteredAsync(2, address, Ct)));
    }

    [Theory]
    [InlineData("can-submit-yes", true)]
    [InlineData("can-submit-no", false)]
    public async Task A_permission_is_told(string name, bool expected)
    {
        var request = CapturedCall.Get(name).Json.GetProperty("request");
        var topicId = ulong.Parse(request.GetProperty("topicId").GetString()!, CultureInfo.InvariantCulture);

        var address = request.GetProperty("address").GetString()!;

        Assert.Equal(expected, await QueryAsync(name, client => client.CanSubmitWorkerPayloadAsync(topicId, address, Ct)));
    }

    private static Func<AlloraClient, Task> AskByName(string name)
    {
        var request = CapturedCall.Get(name).Json.GetProperty("request");
        var address = request.TryGetProperty("address", out var asked) ? asked.GetString() : null;
        return name switch
        {
            "topic-not-found" => client => client.GetTopicAsync(999, Ct),
            "window-status-unknown-topic" => client => client.GetWorkerWindowAsync(999, address, Ct),
            _ => client => client.IsWorkerRegisteredAsync(999, address!, Ct),
        };
    }

    private static async Task QueryAsync(string name, Func<AlloraClient, Task> ask) =>
        await QueryAsync(name, async client =>
        {
            await ask(client);
            return true;
        });

    // The question which version the chain speaks comes first; it was recorded too.
    private static async Task<T> QueryAsync<T>(string name, Func<AlloraClient, Task<T>> ask)
    {
        var captured = CapturedCall.Get(name);
        await using var server = await ReplayServer.StartAsync(call =>
            call.Method.EndsWith("/IsTopicActive", StringComparison.Ordinal) ? CapturedCall.Get("topic-active").Answer
            : call.Method == captured.Method && call.Request.AsSpan().SequenceEqual(captured.Request) ? captured.Answer
            : ReplayAnswer.Fail(StatusCode.FailedPrecondition, "another request than the recorded one"));
        await using var client = new AlloraClient(server.Network);
        return await ask(client);
    }

    // protobuf leaves out what is false
    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static string Text(JsonElement element, string name, string otherwise = "") =>
        element.TryGetProperty(name, out var value) ? value.GetString()! : otherwise;
}
