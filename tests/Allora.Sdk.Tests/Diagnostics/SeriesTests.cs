using Allora.Sdk.Blocks;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>How many series a large operator's workers make.</summary>
[Collection(Alone.Name)]
public sealed class SeriesTests(ITestOutputHelper output)
{
    private const int Wallets = 200;
    private const int Topics = 70;

    // 17 limits, infinity, sum and count.
    private const int SeriesOfHistogram = 20;

    private static readonly string[] Histograms = [AlloraMetricNames.StageDuration, AlloraMetricNames.SubmissionLatency, AlloraMetricNames.InclusionLatency];

    [Fact]
    public void Two_hundred_wallets_of_seventy_topics_are_eight_series_a_worker_and_histograms_for_each_topic()
    {
        var time = new FakeTimeProvider();
        using var recorder = new Recorder();
        var workers = new List<WorkerTelemetry>();
        foreach (var wallet in Enumerable.Range(0, Wallets))
        {
            foreach (var topic in Enumerable.Range(1, Topics))
                workers.Add(Work(new WorkerTelemetry((ulong)topic, $"allo{wallet}", new StatusBoard((ulong)topic, time, NullLogger.Instance), time), (ulong)topic, time));
        }

        recorder.Collect();
        workers.ForEach(static worker => worker.Stopped());
        var series = recorder.Values.Select(static value => (value.Name, Tags: string.Join(',', value.Tags.Select(static tag => $"{tag.Key}={tag.Value}")))).ToHashSet();
        var histograms = series.Count(static one => Histograms.Contains(one.Name)) * SeriesOfHistogram;
        var others = series.Count(static one => !Histograms.Contains(one.Name));
        output.WriteLine($"{others + histograms} series: {others} of counters and gauges, {histograms} of histograms");
        Assert.DoesNotContain(series, static one => Histograms.Contains(one.Name) && one.Tags.Contains("allora.wallet.address", StringComparison.Ordinal));
        Assert.Equal(Topics * 7 * SeriesOfHistogram, histograms);
        Assert.InRange(others, Wallets * Topics * 9, (Wallets * Topics * 9) + Wallets + 50);
    }

    private static WorkerTelemetry Work(WorkerTelemetry worker, ulong topic, TimeProvider time)
    {
        worker.Started();
        worker.Polled(10, null, 0, UAllo.Parse("1"));
        var window = new WindowTrigger(10, 20, null, 0);
        worker.WindowSeen(window);
        using (worker.Begin(window))
        {
            worker.Predicted();
            foreach (var stage in Enum.GetValues<SubmissionStage>())
            {
                using var span = StageSpan.Begin(time, topic, stage);
            }
        }

        var result = new SubmissionResult
        {
            TopicId = topic,
            Nonce = 10,
            Wallet = "allo1",
            Status = SubmissionStatus.Broadcast,
            Timings = new SubmissionTimings { PredictionStarted = TimeSpan.Zero, Predicted = TimeSpan.Zero, BroadcastSent = TimeSpan.FromSeconds(1), Confirmed = TimeSpan.FromSeconds(2) },
        };
        worker.Published(result);
        worker.Published(result with { Status = SubmissionStatus.Included });
        return worker;
    }
}
