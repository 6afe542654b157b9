using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Sending;

/// <summary>What belongs to a wallet is given with it, once, and binds everybody who uses it.</summary>
public sealed class WalletOptionsTests
{
    private static readonly FunctionProvider One = new(_ => Prediction.Value(1m));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_worker_with_another_folder_is_refused_with_both_values()
    {
        var (first, second) = (Directory.CreateTempSubdirectory("allora-first-").FullName, Directory.CreateTempSubdirectory("allora-second-").FullName);
        await using var scene = await WorkerScene.StartAsync(One, walletOptions: new WalletOptions { StateFolder = first });
        await scene.ReachAsync(WorkerState.Ready);
        var other = new WorkerRunner(
            scene.Client, scene.Wallet.With(new WalletOptions { StateFolder = second }), One, new WorkerOptions { TopicId = WorkerScene.Topic + 1 });

        var refused = await Assert.ThrowsAsync<AlloraException>(() => other.RunAsync(Ct));

        Assert.Equal(AlloraErrorReason.InvalidConfiguration, refused.Reason);
        Assert.Contains(first, refused.Message, StringComparison.Ordinal);
        Assert.Contains(second, refused.Message, StringComparison.Ordinal);
        Assert.Equal(WorkerState.Ready, scene.Runner.Status.State);
    }

    [Fact]
    public void A_wallet_takes_options_once_and_keeps_a_copy()
    {
        using var wallet = WorkerScene.FirstAccount();
        var options = new WalletOptions { StateFolder = "here", DailyBudget = UAllo.FromAllo("1") };
        wallet.WithOptions(options);
        wallet.WithOptions(options);
        options.DailyBudget = UAllo.FromAllo("2");

        var refused = Assert.Throws<InvalidOperationException>(() => wallet.WithOptions(options));

        Assert.Contains($"{UAllo.FromAllo("1")} and {UAllo.FromAllo("2")}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spent_budget_costs_neither_a_prediction_nor_a_simulation()
    {
        var asked = 0;
        var journal = new MemoryJournal(new JournalRecord { Kind = JournalRecordKind.Spent, Time = TimeProvider.System.GetUtcNow(), Fee = new UAllo(1_000_000) });
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ =>
            {
                asked++;
                return Prediction.Value(1m);
            }),
            walletOptions: new WalletOptions { Journal = journal, DailyBudget = new UAllo(1_000_000) });
        var simulations = new Fault { Kind = FaultKind.Latency, Method = "Simulate" };
        scene.DevNet.Faults.Add(simulations);
        await scene.ReachAsync(WorkerState.WaitingForBudget);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var missed = await scene.NextAsync(stepping: true);

        Assert.Equal((SubmissionStatus.Missed, AlloraErrorReason.BudgetSpent), (missed.Status, missed.Reason));
        Assert.StartsWith("Nothing was sent: 1000000uallo were spent today", missed.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (asked, simulations.Hits));
    }

    [Fact]
    public async Task A_spent_budget_does_not_stop_a_dry_run()
    {
        var journal = new MemoryJournal(new JournalRecord { Kind = JournalRecordKind.Spent, Time = TimeProvider.System.GetUtcNow(), Fee = new UAllo(1_000_000) });
        await using var scene = await WorkerScene.StartAsync(
            One, options => options.DryRun = true, walletOptions: new WalletOptions { Journal = journal, DailyBudget = new UAllo(1_000_000) });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        Assert.Equal(SubmissionStatus.DryRun, (await scene.NextAsync(stepping: true)).Status);
    }

    [Fact]
    public async Task Options_changed_after_the_start_have_no_effect()
    {
        WorkerOptions? given = null;
        await using var scene = await WorkerScene.StartAsync(One, options => given = options);
        (given!.DryRun, given.Fees.Tier, given.TopicId, given.Fallback.Policy) = (true, FeeTier.Eco, 999, FallbackPolicy.LastValue);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        Assert.Equal((WorkerScene.Topic, SubmissionStatus.Included), (await scene.NextAsync(stepping: true)) is var included ? (included.TopicId, included.Status) : default);
    }
}
