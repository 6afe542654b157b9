using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Workers;

/// <summary>Several processes with one wallet and one store of journals: one works, the others wait.</summary>
public sealed class StandbyTests
{
    private static readonly FunctionProvider Provider = new(static (_, _) => ValueTask.FromResult(Prediction.Value(0.0123)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_worker_waits_while_another_holds_its_journal_and_takes_up_from_it()
    {
        var store = new MemoryJournal();
        await using var scene = await SceneAsync(store, run: false);
        await using var holder = await store.OpenAsync(KeyOf(scene), Ct);

        scene.Run();
        var waiting = await scene.ReachAsync(WorkerState.Standby);
        await scene.StepToAsync(WorkerScene.FirstNonce + 1);
        Assert.Contains("Another session", waiting.Detail, StringComparison.Ordinal);
        Assert.Empty(scene.DevNet.Submissions(WorkerScene.Topic, WorkerScene.FirstNonce));
        await holder.DisposeAsync();

        // The window that opened meanwhile is still open.
        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);
        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Included), (result.Nonce, result.Status));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_worker_that_loses_its_journal_stops_at_once_and_waits()
    {
        var store = new MemoryJournal();
        await using var scene = await SceneAsync(store, run: true);
        await scene.ReachAsync(WorkerState.Ready);

        store.TakeAway(KeyOf(scene));
        await using (var heir = await TakeAsync(store, KeyOf(scene)))
        {
            await scene.ReachAsync(WorkerState.Standby);
            await scene.StepToAsync(WorkerScene.FirstNonce + 2);
            Assert.Empty(scene.DevNet.Submissions(WorkerScene.Topic, WorkerScene.FirstNonce));
            Assert.DoesNotContain(store.RecordsOf(KeyOf(scene)), static record => record.Kind is JournalRecordKind.Prepared or JournalRecordKind.Bundled);
        }

        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);
        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Included), (result.Nonce, result.Status));
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_standby_a_held_journal_ends_the_worker()
    {
        var store = new MemoryJournal();
        await using var scene = await WorkerScene.StartAsync(Provider, walletOptions: new WalletOptions { Journal = store }, run: false);
        await using var holder = await store.OpenAsync(KeyOf(scene), Ct);

        scene.Run();

        var failure = await Assert.ThrowsAsync<JournalException>(() => scene.Running);
        Assert.Equal(AlloraErrorReason.JournalHeld, failure.Reason);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_store_that_may_lack_records_is_not_trusted_before_the_chain_has_made_blocks()
    {
        var store = new MovedJournal();
        await using var scene = await WorkerScene.StartAsync(Provider, genesis: LongWindow(), walletOptions: new WalletOptions { Journal = store }, run: false);
        store.Height = () => scene.DevNet.Height;
        await scene.StepToAsync(WorkerScene.FirstNonce);

        scene.Run();
        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);

        Assert.Equal((WorkerScene.FirstNonce, SubmissionStatus.Included), (result.Nonce, result.Status));
        Assert.NotEmpty(store.Signed);
        Assert.All(store.Signed, static height => Assert.InRange(height, WorkerScene.FirstNonce + 2, long.MaxValue));
    }

    // Room for the blocks that pass meanwhile, on a busy machine too.
    private static DevNetGenesis LongWindow()
    {
        using var wallet = WorkerScene.FirstAccount();
        var genesis = WorkerScene.Genesis(wallet.Address);
        return genesis with { Topics = [genesis.Topics![0] with { EpochLength = 100, WorkerSubmissionWindow = 80, GroundTruthLag = 100 }] };
    }

    private static Task<WorkerScene> SceneAsync(MemoryJournal store, bool run) =>
        WorkerScene.StartAsync(Provider, genesis: LongWindow(), walletOptions: new WalletOptions { Journal = store, Standby = true }, run: run);

    private static JournalKey KeyOf(WorkerScene scene) => new() { ChainId = scene.DevNet.ChainId, Wallet = scene.Wallet.Address };

    // The worker that lost the journal may have it back for a moment.
    private static async Task<IJournalSession> TakeAsync(MemoryJournal store, JournalKey key)
    {
        while (true)
        {
            try
            {
                return await store.OpenAsync(key, Ct);
            }
            catch (JournalException)
            {
                store.TakeAway(key);
            }
        }
    }
}
