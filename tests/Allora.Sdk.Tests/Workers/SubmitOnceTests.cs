namespace Allora.Sdk.Tests.Workers;

/// <summary>One prediction for one window, without a worker.</summary>
public sealed class SubmitOnceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_window_is_answered_once()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Skip("not asked")), run: false);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var included = await SteppingAsync(scene, scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.25m), cancellationToken: Ct));
        var again = await SteppingAsync(scene, scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.5m), cancellationToken: Ct));

        Assert.Equal((SubmissionStatus.Included, "0.25"), (included.Status, included.Value));
        Assert.Equal(SubmissionStatus.AlreadySubmitted, again.Status);
        Assert.Single(scene.DevNet.Transactions());
    }

    [Fact]
    public async Task A_closed_window_is_missed_and_an_unregistered_wallet_registers_or_is_refused()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Skip("not asked")), genesis: WorkerScene.Genesis(), run: false);
        var early = await SteppingAsync(scene, scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.25m), cancellationToken: Ct));
        Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.WindowNotOpen), (early.Status, early.Reason));

        await scene.StepToAsync(WorkerScene.FirstNonce);
        var refused = await scene.Client.SubmitAsync(
            scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.25m), new WorkerOptions { RegisterWhenNeeded = false }, Ct);
        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.NotRegistered), (refused.Status, refused.Reason));

        var included = await SteppingAsync(scene, scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.25m), cancellationToken: Ct));
        Assert.Equal(SubmissionStatus.Included, included.Status);
    }

#pragma warning disable xUnit1069 // Ct is the token of TestContext, which the timeout cancels.
    [Fact(Timeout = 60_000)]
    public async Task A_pending_transaction_of_another_nonce_is_still_followed()
#pragma warning restore xUnit1069
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0.1m)), run: false);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        using (var abandon = CancellationTokenSource.CreateLinkedTokenSource(Ct))
        {
            var abandoned = scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(0.25m), cancellationToken: abandon.Token);
            while (scene.DevNet.PendingTransactions == 0)
                await Task.Delay(5, Ct);
            await abandon.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        }

        // A worker of another topic keeps the wallet's session open, so that its statistics can be read.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var bystander = new WorkerRunner(scene.Client, scene.Wallet, new FunctionProvider(_ => Prediction.Value(1m)), new WorkerOptions { TopicId = 999 });
        var running = bystander.RunAsync(stop.Token);
        while (bystander.Status.State != WorkerState.WaitingForTopic)
            await Task.Delay(5, Ct);
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Epoch);
        await SteppingAsync(scene, scene.Client.SubmitAsync(scene.Wallet, WorkerScene.Topic, WorkerScene.FirstNonce + WorkerScene.Epoch, Prediction.Value(0.5m), cancellationToken: Ct));

        while (scene.Client.GetWalletStatistics(scene.Wallet.Address)!.Pending > 0)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await Task.Delay(20, Ct);
        }

        await stop.CancelAsync();
        await running;
        Assert.Equal(2, scene.DevNet.Transactions().Count);
    }

    private static async Task<SubmissionResult> SteppingAsync(WorkerScene scene, Task<SubmissionResult> submitting)
    {
        // A block only when something waits for it: the window must not pass while the submission is being built.
        while (!submitting.IsCompleted)
        {
            if (scene.DevNet.PendingTransactions > 0)
                await scene.DevNet.StepAsync(1, Ct);
            await Task.WhenAny(submitting, Task.Delay(50, Ct));
        }

        return await submitting;
    }
}
