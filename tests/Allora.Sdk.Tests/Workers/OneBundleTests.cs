using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Workers;

/// <summary>One bundle for a nonce, whatever happens between its signature and a block.</summary>
public sealed class OneBundleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // What a process leaves that was killed between Simulate and the broadcast: the bundle, and no transaction.
    [Fact]
    public async Task A_bundle_of_a_killed_run_is_sent_and_the_provider_is_not_called()
    {
        var (signed, _) = await SignedAsync("0.25");
        var asked = 0;
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ =>
            {
                asked++;
                return Prediction.Value(0.75m);
            }),
            walletOptions: new WalletOptions { Journal = new MemoryJournal(signed) });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        var included = await TerminalAsync(scene);

        Assert.Equal((SubmissionStatus.Included, "0.25", false, 0), (included.Status, included.Value, included.IsRelayed, asked));
        var sent = Assert.Single(scene.DevNet.Transactions(), tx => tx.Code == 0);
        Assert.Contains(Convert.ToHexString(signed.Bytes!.Value.Span), Convert.ToHexString(sent.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundle_is_in_the_journal_before_it_is_simulated()
    {
        var journal = new MemoryJournal();
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0.25m)), walletOptions: new WalletOptions { Journal = journal });
        var simulations = new Fault { Kind = FaultKind.Unavailable, Method = "Simulate" };
        scene.DevNet.Faults.Add(simulations);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);

        await TerminalAsync(scene);

        Assert.True(simulations.Hits > 1, $"{simulations.Hits} simulations");
        Assert.Single(journal.RecordsOf(KeyOf(scene)), record => record.Kind == JournalRecordKind.Bundled);
    }

    [Fact]
    public async Task A_session_that_is_lost_sends_nothing_signed()
    {
        var journal = new MemoryJournal();
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0.25m)), walletOptions: new WalletOptions { Journal = journal });
        var simulations = new Fault { Kind = FaultKind.Latency, Method = "Simulate" };
        scene.DevNet.Faults.Add(simulations);
        await scene.ReachAsync(WorkerState.Ready);
        journal.TakeAway(KeyOf(scene));
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Window + 1);

        Assert.Equal(0, simulations.Hits);
        Assert.Empty(scene.DevNet.Transactions());
    }

    [Fact]
    public async Task A_dry_run_sends_nothing_signed_unless_it_may_be_simulated()
    {
        foreach (var simulated in new[] { false, true })
        {
            var journal = new MemoryJournal();
            await using var scene = await WorkerScene.StartAsync(
                new FunctionProvider(_ => Prediction.Value(0.25m)), options => (options.DryRun, options.SimulateDryRuns) = (true, simulated), walletOptions: new WalletOptions { Journal = journal });
            var simulations = new Fault { Kind = FaultKind.Latency, Method = "Simulate" };
            scene.DevNet.Faults.Add(simulations);
            await scene.ReachAsync(WorkerState.Ready);
            await scene.StepToAsync(WorkerScene.FirstNonce);

            var result = await TerminalAsync(scene);

            Assert.Equal((SubmissionStatus.DryRun, simulated), (result.Status, simulations.Hits > 0));
            // What a node has seen is binding; what it has not is no more than a prediction.
            Assert.Equal(simulated ? 1 : 0, journal.RecordsOf(KeyOf(scene)).Count(record => record.Kind == JournalRecordKind.Bundled));
        }
    }

    [Theory]
    [InlineData(DevNetSchema.V10, "0.25", SubmissionStatus.Included, true)]
    [InlineData(DevNetSchema.V10, "0.5", SubmissionStatus.UsedElsewhere, false)]
    [InlineData(DevNetSchema.V9, "0.25", SubmissionStatus.Included, true)]
    [InlineData(DevNetSchema.V9, "0.5", SubmissionStatus.UsedElsewhere, false)]
    public async Task What_the_chain_holds_decides_whose_payload_it_is(DevNetSchema schema, string held, SubmissionStatus status, bool isRelayed)
    {
        var (signed, _) = await SignedAsync("0.25", schema);
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(0.75m)),
            genesis: GenesisOf(schema),
            run: false,
            walletOptions: new WalletOptions { Journal = new MemoryJournal(signed) });
        await scene.StepToAsync(WorkerScene.FirstNonce);
        // The same key in another program, with a journal of its own.
        await using (var other = new AlloraClient(scene.DevNet.Network))
        {
            var submitting = other.SubmitAsync(scene.Wallet.With(new MemoryJournal()), WorkerScene.Topic, WorkerScene.FirstNonce, Prediction.Value(ChainDecimal.Parse(held)), cancellationToken: Ct);
            while (!submitting.IsCompleted)
            {
                await scene.DevNet.StepAsync(1, Ct);
                await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(100), Ct, submitting);
            }

            Assert.Equal(SubmissionStatus.Included, (await submitting).Status);
        }

        scene.Run();

        var result = await scene.NextAsync();
        Assert.Equal((status, isRelayed, signed.Value), (result.Status, result.IsRelayed, result.Value));
        var transaction = Assert.Single(scene.DevNet.Transactions());
        if (status != SubmissionStatus.UsedElsewhere)
            return;
        Assert.Equal((AlloraErrorReason.UsedElsewhere, transaction.Hash), (result.Reason, result.TransactionHash));
        Assert.Contains(transaction.Hash, (await scene.ReachAsync(WorkerState.UsedElsewhere)).Detail, StringComparison.Ordinal);
        Assert.False(scene.Runner.GetHealth().IsReady);
        // The next window is not paid for.
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Epoch);
        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.UsedElsewhere), (await scene.NextAsync(stepping: true)) is var next ? (next.Status, next.Reason) : default);
        Assert.Single(scene.DevNet.Transactions());
    }

    // A first run on a chain of its own: the same bytes are valid on every chain with this topic and nonce.
    private static async Task<(JournalRecord Signed, string Value)> SignedAsync(string value, DevNetSchema schema = DevNetSchema.V10)
    {
        var journal = new MemoryJournal();
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(ChainDecimal.Parse(value))), genesis: GenesisOf(schema), walletOptions: new WalletOptions { Journal = journal });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await scene.NextAsync();
        return (journal.RecordsOf(KeyOf(scene)).Single(record => record.Kind == JournalRecordKind.Bundled), value);
    }

    private static DevNetGenesis GenesisOf(DevNetSchema schema)
    {
        using var wallet = WorkerScene.FirstAccount();
        return WorkerScene.Genesis(wallet.Address) with { Schema = schema };
    }

    private static JournalKey KeyOf(WorkerScene scene) => new() { ChainId = scene.DevNet.ChainId, Wallet = scene.Wallet.Address };

    private static async Task<SubmissionResult> TerminalAsync(WorkerScene scene)
    {
        while (true)
        {
            if (await scene.NextAsync(stepping: true) is { IsTerminal: true } result)
                return result;
        }
    }
}
