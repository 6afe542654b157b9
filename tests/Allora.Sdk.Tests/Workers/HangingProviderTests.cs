using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Tests.Workers;

/// <summary>A provider that hangs, also one that blocks its thread, is its own topic's trouble only.</summary>
public sealed class HangingProviderTests
{
    private const int Hanging = 24;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_that_block_their_threads_do_not_delay_another_topic()
    {
        using var wallet = WorkerScene.FirstAccount();
        var template = WorkerScene.Genesis(wallet.Address);
        var genesis = template with
        {
            Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "100" },
            Topics = [.. Enumerable.Range(0, Hanging + 1).Select(index => template.Topics![0] with { Id = (ulong)(100 + index) })],
        };
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true, Genesis = genesis }, Ct);
        await using var client = new AlloraClient(devnet.Network);
        using var release = new ManualResetEventSlim();
        var blocked = 0;
        var blocking = new FunctionProvider(_ =>
        {
            Interlocked.Increment(ref blocked);
            release.Wait(Ct);
            return Prediction.Value(1m);
        });
        var journaled = wallet.InMemory();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var runners = Enumerable.Range(0, Hanging).Select(index => Runner(blocking, 100 + index)).ToList();
        var running = runners.Select(runner => runner.RunAsync(stop.Token)).ToList();
        try
        {
            await ReadyAsync(runners);
            await StepToAsync(devnet, WorkerScene.FirstNonce);
            while (Volatile.Read(ref blocked) < Hanging)
                await Task.Delay(10, Ct);

            // All of them hold their threads now; this one does not notice.
            var free = Runner(new FunctionProvider(_ => Prediction.Value(2m)), 100 + Hanging);
            running.Add(free.RunAsync(stop.Token));
            await foreach (var result in free.ResultsAsync(Ct))
            {
                if (result.Status == SubmissionStatus.Broadcast)
                {
                    Assert.True(result.Timings.OwnLatency < TimeSpan.FromSeconds(5), $"it waited {result.Timings.OwnLatency} for others");
                    await devnet.StepAsync(1, Ct);
                    continue;
                }

                Assert.Equal(SubmissionStatus.Included, result.Status);
                break;
            }

            Assert.False(release.IsSet);
        }
        finally
        {
            release.Set();
            await StepToAsync(devnet, WorkerScene.FirstNonce + WorkerScene.Window + 2);
            await stop.CancelAsync();
            await Task.WhenAll(running);
        }

        WorkerRunner Runner(IPredictionProvider provider, int topic) =>
            new(client, journaled, provider, new WorkerOptions { TopicId = (ulong)topic, PollInterval = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public async Task Threads_are_made_when_all_are_taken_and_end_when_idle()
    {
        var threads = new ProviderThreads(3, TimeSpan.FromMilliseconds(50));
        using var release = new ManualResetEventSlim();
        var tasks = Enumerable.Range(0, 5).Select(index => threads.StartAsync(() =>
        {
            release.Wait(Ct);
            return ValueTask.FromResult(index);
        })).ToList();
        while (threads.Count < 3)
            await Task.Delay(5, Ct);
        Assert.DoesNotContain(tasks, task => task.IsCompleted);

        release.Set();
        var answers = await Task.WhenAll(tasks);
        Assert.Equal(Enumerable.Range(0, 5), answers);
        while (threads.Count > 0)
            await Task.Delay(5, Ct);
        Assert.Equal(7, await threads.StartAsync(() => ValueTask.FromResult(7)));
    }

    private static async Task ReadyAsync(List<WorkerRunner> runners)
    {
        while (runners.Exists(runner => runner.Status.State != WorkerState.Ready))
            await Task.Delay(10, Ct);
    }

    private static async Task StepToAsync(DevNet.AlloraDevNet devnet, long height)
    {
        while (devnet.Height < height)
            await devnet.StepAsync(1, Ct);
    }
}
