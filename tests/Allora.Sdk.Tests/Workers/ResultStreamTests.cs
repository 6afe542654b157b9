using Allora.Sdk.Workers.Loop;

namespace Allora.Sdk.Tests.Workers;

/// <summary>Two readers and an observer each get every result.</summary>
public sealed class ResultStreamTests
{
    [Fact]
    public async Task Each_reader_gets_all_from_its_call_on_and_the_first_also_what_came_before()
    {
        var stream = new ResultStream<int>(capacity: 3);
        stream.Publish(1);
        var first = stream.ReadAsync(TestContext.Current.CancellationToken);
        stream.Publish(2);
        var second = stream.ReadAsync(TestContext.Current.CancellationToken);
        foreach (var number in (ReadOnlySpan<int>)[3, 4, 5])
            stream.Publish(number);
        stream.Complete();

        // Both are three behind: the oldest are gone.
        Assert.Equal([3, 4, 5], await first.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([3, 4, 5], await second.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await stream.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_readers_and_an_observer_see_a_window()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)), run: false);
        var (observer, broken) = (new Recorder(fails: false), new Recorder(fails: true));
        scene.Runner.AddObserver(broken);
        scene.Runner.AddObserver(observer);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var readers = new[] { ReadAsync(scene.Runner, limit.Token), ReadAsync(scene.Runner, limit.Token) };
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        while (readers.Any(reader => !reader.IsCompleted))
        {
            await scene.DevNet.StepAsync(1, limit.Token);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(100), limit.Token, Task.WhenAll(readers));
        }

        SubmissionStatus[] expected = [SubmissionStatus.Broadcast, SubmissionStatus.Included];
        foreach (var reader in readers)
            Assert.Equal(expected, await reader);
        Assert.Equal(expected, observer.Results);
        Assert.Equal(expected, broken.Results);
        Assert.Contains(WorkerState.Ready, observer.States);
    }

    private static Task<List<SubmissionStatus>> ReadAsync(WorkerRunner runner, CancellationToken cancellationToken)
    {
        var results = runner.ResultsAsync(cancellationToken);
        return Task.Run(async () => await results.Take(2).Select(result => result.Status).ToListAsync(cancellationToken), cancellationToken);
    }

    private sealed class Recorder(bool fails) : IWorkerObserver
    {
        public List<SubmissionStatus> Results { get; } = [];

        public List<WorkerState> States { get; } = [];

        public void OnResult(SubmissionResult result)
        {
            Results.Add(result.Status);
            if (fails)
                throw new InvalidOperationException("an observer that fails");
        }

        public void OnStatusChanged(ulong topicId, string wallet, WorkerStatus status) => States.Add(status.State);
    }
}
