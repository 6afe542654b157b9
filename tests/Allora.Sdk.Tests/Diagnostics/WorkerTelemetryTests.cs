using System.Diagnostics;
using Allora.Sdk.Blocks;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Tests.Diagnostics;

[Collection(Alone.Name)]
public sealed class WorkerTelemetryTests
{
    private static readonly string[] Stages = ["allora.predict", "allora.sign", "allora.simulate", "allora.broadcast", "allora.confirm"];

    [Fact]
    public async Task A_window_is_one_trace_with_its_stages_and_is_counted_once()
    {
        using var recorder = new Recorder();
        string? seenByProvider = null;
        var scene = await WorkerScene.StartAsync(new FunctionProvider(_ =>
        {
            seenByProvider = Activity.Current?.TraceId.ToString();
            return Prediction.Value(1m);
        }));
        await using (scene)
        {
            await scene.ReachAsync(WorkerState.Ready);
            recorder.Collect();
            await scene.StepToAsync(WorkerScene.FirstNonce);
            await scene.NextAsync();
            Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
            await scene.StopAsync();
        }

        var span = Assert.Single(recorder.Spans, s => s.OperationName == "allora.nonce");
        Assert.Null(span.ParentId);
        Assert.Equal(seenByProvider, span.TraceId.ToString());
        Assert.Equal((67L, WorkerScene.FirstNonce, "included"), (span.GetTagItem("allora.topic.id"), span.GetTagItem("allora.nonce"), span.GetTagItem("allora.submission.status")));
        var stages = recorder.Spans.Where(s => s.ParentSpanId == span.SpanId).Select(s => s.OperationName).ToHashSet();
        Assert.Equal(Stages.ToHashSet(), stages);

        var wallet = ("allora.wallet.address", (object)scene.Wallet.Address);
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.WindowsSeen, wallet));
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.Predictions, wallet));
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.Submissions, wallet));
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.WindowsSettled, wallet, ("allora.submission.status", "included")));
        Assert.Equal(0, recorder.Sum(AlloraMetricNames.WindowsActive, wallet));
        Assert.Equal((1, 1), (recorder.Sum(AlloraMetricNames.Starts, wallet), recorder.Sum(AlloraMetricNames.Stops, wallet)));
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.Ready, wallet, ("allora.worker.state", "ready")));
        Assert.True(recorder.Sum(AlloraMetricNames.Balance, wallet) > 1, "a balance in ALLO");
        Assert.True(recorder.Sum(AlloraMetricNames.FeesPaid, wallet, ("allora.transaction.purpose", "payload")) > 0, "a fee was paid");
        Assert.Equal(0, recorder.Sum(AlloraMetricNames.FeesBurned, wallet));
        Assert.Single(recorder.Of(AlloraMetricNames.SubmissionLatency, ("allora.topic.id", 67L)));
        Assert.Single(recorder.Of(AlloraMetricNames.InclusionLatency, ("allora.topic.id", 67L)));
        Assert.NotEmpty(recorder.Of(AlloraMetricNames.EndpointLag, ("server.address", "127.0.0.1")));
        foreach (var stage in Enum.GetValues<SubmissionStage>())
            Assert.NotEmpty(recorder.Of(AlloraMetricNames.StageDuration, ("allora.stage", TelemetryTags.Of(stage))));
    }

    [Fact]
    public async Task A_failing_provider_shows_in_calls_and_in_the_miss()
    {
        using var recorder = new Recorder();
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => throw new InvalidDataException("no prices")));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        Assert.Equal(SubmissionStatus.Missed, (await scene.NextAsync(stepping: true)).Status);

        Assert.NotEmpty(recorder.Of(AlloraMetricNames.Predictions, ("error.type", "System.IO.InvalidDataException")));
        Assert.Equal(1, recorder.Sum(AlloraMetricNames.WindowsSettled, ("allora.submission.status", "missed"), ("error.type", "prediction_failed")));
        var span = await UntilAsync(() => recorder.Spans.SingleOrDefault(s => s.OperationName == "allora.nonce"));
        Assert.Equal((ActivityStatusCode.Error, "prediction_failed"), (span.Status, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Nothing_is_allocated_while_nobody_listens()
    {
        await using var client = new AlloraClient(AlloraNetwork.Local);
        var status = new StatusBoard(67, client.Time, NullLogger.Instance);
        var worker = new WorkerTelemetry(67, "allo1...", status, client.Time);
        var window = new WindowTrigger(6, 14, null, 0);
        var sent = new SubmissionResult { TopicId = 67, Nonce = 6, Wallet = "allo1...", Status = SubmissionStatus.Broadcast };
        var included = sent with { Status = SubmissionStatus.Included };
        long Cost()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                worker.WindowSeen(window);
                using var span = worker.Begin(window);
                using (StageSpan.Begin(client.Time, 67, SubmissionStage.Signing))
                    worker.Predicted();
                worker.Published(sent);
                worker.Published(included);
                span.Settled(included);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost();
        Assert.Equal(0, Cost());
    }

    private static async Task<T> UntilAsync<T>(Func<T?> find)
        where T : class
    {
        while (true)
        {
            if (find() is { } found)
                return found;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
