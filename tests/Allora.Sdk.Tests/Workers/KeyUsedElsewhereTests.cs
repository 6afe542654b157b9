using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Sending;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers;

/// <summary>A sequence of the account that a transaction of another program used: it stops all payments, in later runs too, and a node's word alone does not.</summary>
public sealed class KeyUsedElsewhereTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(DevNetSchema.V10)]
    [InlineData(DevNetSchema.V9)]
    public async Task A_transfer_of_another_program_stops_the_payments_and_is_named(DevNetSchema schema)
    {
        await using var scene = await StartAsync(new MemoryJournal(), schema);
        Assert.Equal(SubmissionStatus.Included, (await TerminalAsync(scene)).Status);

        await PastTheFirstBlocksAsync(scene);
        var foreign = await TransferElsewhereAsync(scene);

        await StoppedByAsync(scene, foreign);
    }

    // The mempool lost the payload.
    [Fact(Timeout = 120_000)]
    public async Task A_transfer_that_takes_the_sequence_of_a_payload_is_found()
    {
        await using var scene = await StartAsync(new MemoryJournal());
        await TerminalAsync(scene);
        await PastTheFirstBlocksAsync(scene);
        scene.DevNet.VanishTransactions(1);
        while ((await scene.NextAsync(stepping: true)).Status != SubmissionStatus.Broadcast)
        {
            // The mempool loses the next payload.
        }

        await scene.DevNet.StepAsync(1, Ct);
        var foreign = await TransferElsewhereAsync(scene);

        await StoppedByAsync(scene, foreign);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_transfer_while_the_worker_is_down_is_found_at_the_next_start_and_stays_found()
    {
        var journal = new MemoryJournal();
        await using var scene = await StartAsync(journal);
        await TerminalAsync(scene);
        await PastTheFirstBlocksAsync(scene);
        await scene.StopAsync();
        var foreign = await TransferElsewhereAsync(scene);

        await using (var second = await AgainAsync(scene, journal))
        {
            await second.ReachAsync(WorkerState.UsedElsewhere, foreign);
            Assert.Single(journal.RecordsOf(KeyOf(scene)), record => record.Kind == JournalRecordKind.UsedElsewhere);
        }

        // The third run knows it from the journal, and searches no blocks.
        await using (var third = await AgainAsync(scene, journal))
            await third.ReachAsync(WorkerState.UsedElsewhere, foreign);
        Assert.Single(journal.RecordsOf(KeyOf(scene)), record => record.Kind == JournalRecordKind.UsedElsewhere);

        await using var accepted = await AgainAsync(scene, journal, foreign.ToLowerInvariant());
        await accepted.ReachAsync(WorkerState.Ready, "");
        Assert.Equal(SubmissionStatus.Included, (await WorkerScene.NextTerminalAsync(accepted.Runner, scene.DevNet)).Status);
    }

    // The journal of an earlier run may be lost, with a transaction on its way.
    [Fact(Timeout = 120_000)]
    public async Task A_transaction_in_the_first_blocks_of_a_new_journal_stops_nothing()
    {
        await using var scene = await StartAsync(new MemoryJournal());
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(2);
        await WarmedAsync(scene);

        await TransferElsewhereAsync(scene);

        Assert.Equal(SubmissionStatus.Included, (await TerminalAsync(scene)).Status);
        await scene.ReachAsync(WorkerState.Ready);
    }

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_sequence_that_a_node_invents_stops_nothing(ulong ahead)
    {
        await using var scene = await StartAsync(new MemoryJournal());
        await TerminalAsync(scene);
        await PastTheFirstBlocksAsync(scene);
        var lie = scene.DevNet.Lies.Add(new Lie { Method = "AccountInfo", Path = "info.sequence", Value = $"{1 + ahead}" });
        while (lie.Hits < 5)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await Task.Delay(100, Ct);
        }

        scene.DevNet.Lies.Clear();
        await scene.DevNet.StepAsync(2, Ct);

        SubmissionResult next;
        do
        {
            next = await TerminalAsync(scene);
        }
        while (next.Status == SubmissionStatus.Missed);
        Assert.True(next.Status == SubmissionStatus.Included, $"{next.Status}: {next.Message}");
        Assert.Equal(WorkerState.Ready, scene.Runner.Status.State);
    }

    private static async Task<WorkerScene> StartAsync(MemoryJournal journal, DevNetSchema schema = DevNetSchema.V10)
    {
        using var wallet = WorkerScene.FirstAccount();
        var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)),
            options => options.DrainTimeout = TimeSpan.FromMilliseconds(100),
            genesis: WorkerScene.Genesis(wallet.Address) with { Schema = schema },
            walletOptions: new WalletOptions { Journal = journal });
        return scene;
    }

    private static async Task PastTheFirstBlocksAsync(WorkerScene scene)
    {
        await WarmedAsync(scene);
        while (scene.DevNet.Height < WorkerScene.FirstNonce + 3 * WorkerScene.Epoch - 2)
            Assert.True((await TerminalAsync(scene)).Status is SubmissionStatus.Included);
        await WarmedAsync(scene);
    }

    // Two rounds of queries for the account, whatever the machine's pace.
    private static Task WarmedAsync(WorkerScene scene) => Task.Delay(500, Ct);

    private static async Task StoppedByAsync(WorkerScene scene, string foreign)
    {
        // A payload that lost its sequence is given up after a few blocks.
        while (scene.Runner.Status.State != WorkerState.UsedElsewhere)
        {
            Assert.True(scene.DevNet.Height < 12 * WorkerScene.Epoch, $"{scene.Runner.Status}");
            await scene.DevNet.StepAsync(1, Ct);
            await Task.Delay(200, Ct);
        }

        Assert.Contains(foreign, scene.Runner.Status.Detail, StringComparison.Ordinal);
        Assert.False(scene.Runner.GetHealth().IsReady);
        var paid = scene.DevNet.Transactions().Count;
        SubmissionResult next;
        do
        {
            next = await TerminalAsync(scene);
        }
        while (next.Reason != AlloraErrorReason.UsedElsewhere);
        Assert.Equal(SubmissionStatus.Rejected, next.Status);
        Assert.Equal(paid, scene.DevNet.Transactions().Count);
    }

    private static async Task<string> TransferElsewhereAsync(WorkerScene scene)
    {
        await using var other = new AlloraClient(scene.DevNet.Network);
        await using var transactions = other.OpenWallet(scene.Wallet.InMemory());
        var transfer = new MsgSend { FromAddress = scene.Wallet.Address, ToAddress = scene.DevNet.Accounts[2].Address };
        transfer.Amount.Add(new Coin { Denom = "uallo", Amount = "7" });
        var sending = transactions.SendAsync([TransactionMessage.From(transfer)], Ct);
        while (!sending.IsCompleted)
        {
            await scene.DevNet.StepAsync(1, Ct);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(50), Ct, sending);
        }

        return (await sending).EnsureIncluded().Hash!;
    }

    private static async Task<Run> AgainAsync(WorkerScene scene, MemoryJournal journal, params IReadOnlyList<string> accepted)
    {
        var client = new AlloraClient(scene.DevNet.Network);
        var wallet = scene.Wallet.With(new WalletOptions { Journal = journal, AcceptedTransactions = accepted });
        var options = new WorkerOptions
        {
            TopicId = WorkerScene.Topic,
            PollInterval = TimeSpan.FromMilliseconds(200),
            WarmInterval = TimeSpan.FromMilliseconds(100),
            DrainTimeout = TimeSpan.FromMilliseconds(100),
        };
        await Task.Yield();
        return new Run(client, new WorkerRunner(client, wallet, new FunctionProvider(_ => Prediction.Value(1m)), options));
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

    private sealed class Run : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        private readonly AlloraClient _client;
        private readonly Task _running;

        public Run(AlloraClient client, WorkerRunner runner)
        {
            (_client, Runner) = (client, runner);
            _running = runner.RunAsync(_stop.Token);
        }

        public WorkerRunner Runner { get; }

        public async Task ReachAsync(WorkerState state, string detail)
        {
            while (Runner.Status.State != state || !Runner.Status.Detail.Contains(detail, StringComparison.Ordinal))
                await Task.Delay(5, Ct);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            await _client.DisposeAsync();
            _stop.Dispose();
        }
    }
}
