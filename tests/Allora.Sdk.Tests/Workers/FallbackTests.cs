namespace Allora.Sdk.Tests.Workers;

public sealed class FallbackTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("fallback-");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task By_default_a_failing_provider_misses_the_window_and_nothing_is_sent()
    {
        await using var scene = await WorkerScene.StartAsync(Failing());
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        var result = await scene.NextAsync(stepping: true);

        Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.PredictionFailed), (result.Status, result.Reason));
        Assert.Contains("the source is down", result.Message, StringComparison.Ordinal);
        Assert.Null(result.Fallback);
        Assert.Empty(scene.DevNet.Transactions());
    }

    [Fact]
    public async Task A_fixed_value_stands_in_for_a_provider_that_hangs_and_the_result_says_so()
    {
        var hanging = new FunctionProvider(async (_, _) =>
        {
            await new TaskCompletionSource().Task;
            return Prediction.Value(1m);
        });
        await using var scene = await WorkerScene.StartAsync(hanging, options => (options.Fallback.Policy, options.Fallback.Value) = (FallbackPolicy.FixedValue, "0.125"));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Window - 2);

        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        var result = await scene.NextAsync(stepping: true);

        Assert.Equal((SubmissionStatus.Included, "0.125"), (result.Status, result.Value));
        Assert.Equal(FallbackPolicy.FixedValue, result.Fallback!.Policy);
        Assert.Contains("had not answered", result.Fallback.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_value_survives_a_restart()
    {
        var fails = false;
        var provider = new FunctionProvider(_ => fails ? throw new InvalidOperationException("the source is down") : Prediction.Value(0.75m));
        await using var scene = await WorkerScene.StartAsync(provider, Configure, walletOptions: new WalletOptions { StateFolder = _state.FullName });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await scene.NextAsync();
        Assert.Null((await scene.NextAsync(stepping: true)).Fallback);
        await scene.StopAsync();

        fails = true;
        var options = new WorkerOptions { TopicId = WorkerScene.Topic };
        Configure(options);
        var again = new WorkerRunner(scene.Client, scene.Wallet, provider, options);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = again.RunAsync(stop.Token);
        var result = await WorkerScene.NextTerminalAsync(again, scene.DevNet);
        await stop.CancelAsync();
        await running;

        Assert.Equal((WorkerScene.FirstNonce + WorkerScene.Epoch, SubmissionStatus.Included, "0.75"), (result.Nonce, result.Status, result.Value));
        Assert.Equal((FallbackPolicy.LastValue, WorkerScene.FirstNonce), (result.Fallback!.Policy, result.Fallback.FromNonce));

        void Configure(WorkerOptions options)
        {
            options.PollInterval = TimeSpan.FromSeconds(1);
            options.Fallback.Policy = FallbackPolicy.LastValue;
        }
    }

    [Fact]
    public async Task A_last_value_that_is_too_old_is_not_repeated()
    {
        var time = new ShiftedTime();
        var fails = false;
        var provider = new FunctionProvider(_ => fails ? throw new InvalidOperationException("the source is down") : Prediction.Value(0.75m));
        await using var scene = await WorkerScene.StartAsync(
            provider, options => (options.Fallback.Policy, options.Fallback.MaximumAge) = (FallbackPolicy.LastValue, TimeSpan.FromHours(1)), time: time);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await scene.NextAsync();
        await scene.NextAsync(stepping: true);
        fails = true;
        time.Shift(TimeSpan.FromHours(2));
        var result = await scene.NextAsync(stepping: true);

        Assert.Equal((WorkerScene.FirstNonce + WorkerScene.Epoch, SubmissionStatus.Missed), (result.Nonce, result.Status));
        Assert.Contains("is too old", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_value_that_is_none_is_refused_before_anything_runs()
    {
        var options = new WorkerOptions { TopicId = 1 };
        options.Fallback.Policy = FallbackPolicy.FixedValue;
        Assert.Contains("neither Value nor Labels", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        options.Fallback.Value = "one half";
        Assert.Contains("cannot be read", Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
    }

    private static FunctionProvider Failing() => new(_ => throw new InvalidOperationException("the source is down"));
}
