namespace Allora.Sdk.Tests.Workers;

/// <summary>A result names the cause before the consequence, and keeps the chain's own error.</summary>
public sealed class CauseTests
{
    [Fact]
    public async Task A_refused_payload_carries_the_chains_error()
    {
        // Less gas than a payload needs: the block takes the fee and refuses it.
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m).WithExtraData(new byte[1])), options => options.Fees = new FeeOptions { MaximumGas = 100_000, MaximumBurnedFees = 0 });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);

        Assert.NotEqual(SubmissionStatus.Included, result.Status);
        Assert.Equal(("sdk", 11u), (result.ChainError!.Codespace, result.ChainError.Code));
        Assert.Equal(AlloraErrorReason.OutOfGas, result.Reason);
    }

    [Fact]
    public async Task A_missed_window_says_why_before_it_says_that_it_was_missed()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => throw new InvalidOperationException("the source is down")));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var missed = await scene.NextAsync(stepping: true);

        Assert.Equal("the source is down; no prediction was made", missed.Message);
        Assert.Null(missed.Value);
        Assert.Null(missed.Submitted);
    }

    [Fact]
    public async Task A_skipped_window_has_no_value()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Skip("no bars")));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var skipped = await scene.NextAsync();

        Assert.Equal((SubmissionStatus.Skipped, null, "no bars"), (skipped.Status, skipped.Value, skipped.Message));
    }
}
