using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Workers;

public sealed class WorkerRunnerTests
{
    [Fact]
    public async Task A_window_is_answered_broadcast_and_proven_included()
    {
        PredictionContext? asked = null;
        var provider = new FunctionProvider(context =>
        {
            asked = context;
            return Prediction.Value(-0.0123).WithNote("a test");
        });
        await using var scene = await WorkerScene.StartAsync(provider);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var sent = await scene.NextAsync();
        Assert.Equal(SubmissionStatus.Broadcast, sent.Status);
        Assert.False(sent.IsTerminal);
        var included = await scene.NextAsync(stepping: true);

        Assert.Equal(SubmissionStatus.Included, included.Status);
        Assert.Equal((WorkerScene.FirstNonce, "-0.0123", "a test"), (included.Nonce, included.Value, included.Note));
        Assert.Equal(sent.TransactionHash, included.TransactionHash);
        Assert.InRange(included.Height!.Value, WorkerScene.FirstNonce + 1, WorkerScene.FirstNonce + WorkerScene.Window);
        Assert.True(included.Fee >= included.FeeNeeded, "the fee covers what the chain needed");
        Assert.Equal(UAllo.Zero, included.FeesBurned);
        Assert.NotNull(asked);
        Assert.Equal(WorkerScene.FirstNonce + WorkerScene.Window, asked.WindowEnd);
        Assert.Equal((await scene.Client.GetBlockHeaderAsync(WorkerScene.FirstNonce, TestContext.Current.CancellationToken)).Time, asked.BlockTime);
        Assert.Equal("mse", asked.Topic!.LossMethod);
        Assert.True(await scene.Client.HasSubmittedAsync(WorkerScene.Topic, scene.Wallet.Address, WorkerScene.FirstNonce, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_unregistered_wallet_registers_itself_and_answers()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider, genesis: WorkerScene.Genesis());
        await scene.NextAsync(stepping: true);
        var included = await scene.NextAsync(stepping: true);

        Assert.Equal(SubmissionStatus.Included, included.Status);
        Assert.True(await scene.Client.IsWorkerRegisteredAsync(WorkerScene.Topic, scene.Wallet.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_window_that_is_open_at_the_start_is_answered()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider, run: false);
        await scene.StepToAsync(WorkerScene.FirstNonce + 3);
        scene.Run();

        var sent = await scene.NextAsync();

        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Broadcast), (sent.Nonce, sent.Status));
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task Several_epochs_are_answered_once_each_with_rising_sequences()
    {
        var provider = new FunctionProvider(context => Prediction.Value(context.Nonce));
        await using var scene = await WorkerScene.StartAsync(provider);
        await scene.ReachAsync(WorkerState.Ready);
        var nonces = new List<long>();
        while (nonces.Count < 4)
        {
            var result = await scene.NextAsync(stepping: true);
            if (!result.IsTerminal)
                continue;
            Assert.Equal(SubmissionStatus.Included, result.Status);
            nonces.Add(result.Nonce);
        }

        Assert.Equal([6, 18, 30, 42], nonces);
        var account = await scene.Client.GetAccountAsync(scene.Wallet.Address, TestContext.Current.CancellationToken);
        Assert.Equal(4UL, account!.Sequence);
    }

    [Fact]
    public async Task A_skip_is_a_result_and_nothing_is_sent()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Skip("the market is closed")));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var result = await scene.NextAsync();

        Assert.Equal((SubmissionStatus.Skipped, "the market is closed"), (result.Status, result.Message));
        Assert.Equal(0UL, (await scene.Client.GetAccountAsync(scene.Wallet.Address, TestContext.Current.CancellationToken))!.Sequence);
    }

    [Fact]
    public async Task A_dry_run_may_simulate_but_broadcasts_nothing()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)), options => (options.DryRun, options.SimulateDryRuns) = (true, true));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var result = await scene.NextAsync();

        Assert.Equal(SubmissionStatus.DryRun, result.Status);
        Assert.NotNull(result.Timings.Simulated);
        Assert.Null(result.Timings.BroadcastSent);
        await scene.DevNet.StepAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal(0UL, (await scene.Client.GetAccountAsync(scene.Wallet.Address, TestContext.Current.CancellationToken))!.Sequence);
    }

    [Fact]
    public async Task Stopping_finishes_what_was_sent()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);

        var stopping = scene.StopAsync();
        await scene.ReachAsync(WorkerState.Draining);
        Assert.False(stopping.IsCompleted, "the worker waits for the inclusion");
        Assert.Equal(SubmissionStatus.Included, (await scene.NextAsync(stepping: true)).Status);
        await stopping;
        Assert.Equal(WorkerState.Stopped, scene.Runner.Status.State);
    }
}
