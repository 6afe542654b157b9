using Allora.Sdk.DevNet.Faults;

namespace Allora.Sdk.Tests.Workers;

/// <summary>However a window is heard of, it is answered once; and it is heard of without events too.</summary>
public sealed class WindowTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_and_polls_of_one_window_lead_to_one_answer()
    {
        using var answer = new SemaphoreSlim(0);
        var provider = new FunctionProvider(async (_, token) =>
        {
            await answer.WaitAsync(token);
            return Prediction.Value(1m);
        });
        await using var scene = await WorkerScene.StartAsync(provider, options => options.PollInterval = TimeSpan.FromMilliseconds(100));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await UntilAsync(() => provider.Calls > 0);

        // Many polls find the window open while it is being answered.
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        answer.Release(10);
        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Window);

        Assert.Equal(1, provider.Calls);
        Assert.Single(scene.DevNet.Transactions());
    }

    [Fact]
    public async Task Without_any_event_windows_are_found_though_the_poll_interval_is_long()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider, options => options.PollInterval = TimeSpan.FromSeconds(120), run: false);
        scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket });
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);

        for (var window = 0; window < 2; window++)
        {
            var nonce = WorkerScene.FirstNonce + (window * WorkerScene.Epoch);
            await scene.StepToAsync(nonce);
            Assert.Equal((nonce, SubmissionStatus.Broadcast), await NextOfAsync(scene));
            Assert.Equal((nonce, SubmissionStatus.Included), await NextOfAsync(scene, stepping: true));
        }
    }

    [Fact]
    public async Task A_window_about_to_close_is_skipped_where_the_fastest_answer_would_be_too_late()
    {
        var time = new ShiftedTime();
        var provider = new FunctionProvider(_ =>
        {
            time.Shift(TimeSpan.FromMinutes(2));
            return Prediction.Value(1m);
        });
        await using var scene = await WorkerScene.StartAsync(
            provider,
            options => (options.PollInterval, options.PredictionTimeout) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromHours(1)),
            time: time);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await scene.NextAsync();
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);

        // The worker hears of the second window when one block is left.
        var silence = scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.DropFrame, Protocol = FaultProtocol.WebSocket });
        var hidden = scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc });
        await UntilAsync(() => hidden.Hits > 0);
        var last = WorkerScene.FirstNonce + WorkerScene.Epoch + WorkerScene.Window - 1;
        await scene.StepToAsync(last);
        scene.DevNet.Faults.Remove(hidden);
        var result = await scene.NextAsync();

        Assert.NotEqual(0, silence.Hits);
        Assert.Equal((WorkerScene.FirstNonce + WorkerScene.Epoch, SubmissionStatus.Missed, AlloraErrorReason.WindowEnded), (result.Nonce, result.Status, result.Reason));
        Assert.Contains("skipped, since the window ends in", result.Message, StringComparison.Ordinal);
        Assert.Equal(1, provider.Calls);
    }

    private static async Task<(long, SubmissionStatus)> NextOfAsync(WorkerScene scene, bool stepping = false)
    {
        var result = await scene.NextAsync(stepping);
        return (result.Nonce, result.Status);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5, Ct);
    }
}
