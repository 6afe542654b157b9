using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Workers;

/// <summary>What a worker does when money is short, and when the chain takes it for nothing.</summary>
public sealed class WorkerFeesTests
{
    [Fact]
    public async Task A_spent_budget_is_a_visible_state_and_the_nonce_tells_why_it_was_missed()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        var journal = new MemoryJournal(new JournalRecord { Kind = JournalRecordKind.Spent, Time = TimeProvider.System.GetUtcNow(), Fee = new UAllo(999_999) });
        await using var scene = await WorkerScene.StartAsync(
            provider, walletOptions: new WalletOptions { Journal = journal, DailyBudget = UAllo.Parse("1000000") });
        // What is left is less than a fee at the chain's price.
        await scene.ReachAsync(WorkerState.WaitingForBudget);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var missed = await scene.NextAsync(stepping: true);

        Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.BudgetSpent), (missed.Status, missed.Reason));
        Assert.Null(missed.Fee);
        Assert.Contains("999999uallo", (await scene.ReachAsync(WorkerState.WaitingForBudget)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_that_burn_fees_are_bounded()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider, options => options.Fees = new FeeOptions { MaximumBurnedFees = 1 });
        await scene.ReachAsync(WorkerState.Ready);
        scene.DevNet.RunOutOfGas(100);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var result = await TerminalAsync(scene);

        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.OutOfGas, 2), (result.Status, result.Reason, result.Attempts));
        Assert.Equal(2, scene.Client.GetWalletStatistics(scene.Wallet.Address)!.Failed);
        Assert.Equal(result.FeesBurned, scene.Client.GetWalletStatistics(scene.Wallet.Address)!.FeesBurned);
    }

    [Fact]
    public async Task One_failure_out_of_gas_is_mended_with_a_higher_limit()
    {
        var provider = new FunctionProvider(_ => Prediction.Value(1m));
        await using var scene = await WorkerScene.StartAsync(provider);
        await scene.ReachAsync(WorkerState.Ready);
        scene.DevNet.RunOutOfGas(1);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var result = await TerminalAsync(scene);

        Assert.Equal((SubmissionStatus.Included, 2), (result.Status, result.Attempts));
        Assert.NotEqual(UAllo.Zero, result.FeesBurned);
    }

    // One block for each transaction that was sent, so that the window's blocks are not used up while a busy machine builds the next.
    private static async Task<SubmissionResult> TerminalAsync(WorkerScene scene)
    {
        var next = scene.NextAsync();
        while (!(await next).IsTerminal)
        {
            next = scene.NextAsync();
            await scene.DevNet.StepAsync(1, TestContext.Current.CancellationToken);
        }

        return await next;
    }
}
