using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Tests.Workers;

/// <summary>A worker that is stopped while its model computes has missed nothing: the next run answers the window.</summary>
public sealed class StopWhilePredictingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_run_answers_a_window_whose_prediction_was_cut_short()
    {
        var asked = new TaskCompletionSource();
        var slow = new FunctionProvider(async (_, cancellationToken) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Prediction.Value(0.25m);
        });
        await using var scene = await WorkerScene.StartAsync(slow, static options => options.DrainTimeout = TimeSpan.Zero, walletOptions: new WalletOptions { Journal = new MemoryJournal() });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await asked.Task.WaitAsync(Ct);

        await scene.StopAsync();

        await foreach (var result in scene.Runner.ResultsAsync(Ct))
            Assert.Fail($"{result.Status}: {result.Message}");
        await using var next = new WorkerRunner(
            scene.Client, scene.Wallet, new FunctionProvider(_ => Prediction.Value(0.5m)), new WorkerOptions { TopicId = WorkerScene.Topic, PollInterval = TimeSpan.FromMilliseconds(200), DrainTimeout = TimeSpan.Zero });
        using var stop = new CancellationTokenSource();
        var running = next.RunAsync(stop.Token);
        var settled = await WorkerScene.NextTerminalAsync(next, scene.DevNet);
        Assert.Equal((SubmissionStatus.Included, WorkerScene.FirstNonce, "0.5"), (settled.Status, settled.Nonce, settled.Value));
        await stop.CancelAsync();
        await running;
    }
}
