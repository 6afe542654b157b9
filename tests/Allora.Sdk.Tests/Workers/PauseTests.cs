#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Workers;

public sealed class PauseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 90_000)]
    public async Task A_paused_worker_answers_no_window_and_the_open_one_when_it_is_resumed()
    {
        var asked = new List<long>();
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(context =>
        {
            lock (asked)
                asked.Add(context.Nonce);
            return Prediction.Value(0.5m);
        }));
        await scene.ReachAsync(WorkerState.Ready);
        scene.Runner.Pause();
        await scene.ReachAsync(WorkerState.Paused);

        // A whole window passes, and the next one opens.
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Epoch + 1);
        await WaitForPollsAsync(scene);
        Assert.Equal(WorkerState.Paused, scene.Runner.Status.State);
        Assert.True(scene.Runner.GetHealth() is { IsReady: true, IsOverdue: false });
        lock (asked)
            Assert.Empty(asked);

        scene.Runner.Resume();
        var result = await scene.NextAsync(stepping: true);
        Assert.Equal(WorkerScene.FirstNonce + WorkerScene.Epoch, result.Nonce);
        Assert.Equal(WorkerState.Ready, (await scene.ReachAsync(WorkerState.Ready)).State);
        lock (asked)
            Assert.DoesNotContain(WorkerScene.FirstNonce, asked);
    }

    // The worker queries the chain each 200 ms while it is not ready; only such a query raises the height that its health shows.
    private static async Task WaitForPollsAsync(WorkerScene scene)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (scene.Runner.GetHealth().Height < scene.DevNet.Height)
            await Task.Delay(20, limit.Token);
    }
}
