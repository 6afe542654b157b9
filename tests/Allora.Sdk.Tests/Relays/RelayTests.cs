using System.Numerics;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The token of the time limit is used, by the scene.
namespace Allora.Sdk.Tests.Relays;

/// <summary>Payloads of workers without coins, in the transactions of funded wallets.</summary>
public sealed class RelayTests
{
    private static readonly UAllo Coins = UAllo.FromAllo("10");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task Twenty_workers_share_transactions_and_a_bad_bundle_is_set_aside(DevNetSchema schema)
    {
        const int Workers = 19;
        await using var chain = await RelayScene.ChainAsync(Workers + 1, schema, Coins, Coins);
        await using var scene = RelayScene.Start(chain, Workers, senders: 2, gather: TimeSpan.FromMilliseconds(500));
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(RelayScene.FirstNonce);
        var bad = scene.SubmitBadAsync();
        await scene.StepUntilAsync(() => scene.Submitted == Workers && bad.IsCompleted);

        var included = (await scene.StopAsync()).SelectMany(static all => all).Where(static result => result.Status == SubmissionStatus.Included).ToList();

        // The bad one was refused by a simulation, alone, and cost nobody anything.
        Assert.Equal(SubmissionStage.Simulation, Assert.IsType<Refused>((await bad).NotSent).Stage);
        var transactions = chain.Transactions();
        Assert.True(transactions.Count < Workers / 2, $"{transactions.Count} transactions");
        Assert.All(transactions, static transaction => Assert.Equal(0U, transaction.Code));
        // Fees are the senders', and a worker's wallet pays and journals nothing but its bundle.
        Assert.All(scene.Wallets, wallet => Assert.Equal(UAllo.Zero, chain.Balance(wallet.Address)));
        Assert.All(scene.Wallets, wallet => Assert.Single(scene.RecordsOf(wallet), static record => record.Kind == JournalRecordKind.Bundled));
        Assert.All(scene.Wallets, wallet => Assert.DoesNotContain(scene.RecordsOf(wallet), static record => record.Kind == JournalRecordKind.Prepared));
        // The shares of those whose outcome was known in time do not exceed what was paid.
        var paid = Sum(scene.Senders.Wallets.SelectMany(scene.RecordsOf).Where(static record => record.Kind == JournalRecordKind.Prepared).Select(static record => record.Fee!.Value));
        Assert.True(included.Count == Workers ? Sum(included.Select(static result => result.Fee!.Value)) == paid : Sum(included.Select(static result => result.Fee!.Value)) < paid);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_transaction_that_fails_in_its_block_is_sent_again_and_no_second_bundle_is_signed()
    {
        await using var chain = await RelayScene.ChainAsync(5, DevNetSchema.V10, Coins);
        await using var scene = RelayScene.Start(chain, 5, senders: 1);
        await scene.ReachAsync(WorkerState.Ready);
        chain.RunOutOfGas(1);
        await scene.StepToAsync(RelayScene.FirstNonce);
        await scene.StepUntilAsync(() => scene.Submitted == 5);

        await scene.StopAsync();

        Assert.Single(chain.Transactions(), static transaction => transaction.Code != 0);
        Assert.All(scene.Wallets, wallet => Assert.Single(scene.RecordsOf(wallet), static record => record.Kind == JournalRecordKind.Bundled));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_sender_without_coins_is_passed_over_and_used_when_it_has_some()
    {
        await using var chain = await RelayScene.ChainAsync(4, DevNetSchema.V10, UAllo.Zero, Coins);
        await using (var scene = RelayScene.Start(chain, 4, senders: 2))
        {
            await scene.ReachAsync(WorkerState.Ready);
            await scene.StepToAsync(RelayScene.FirstNonce);
            await scene.StepUntilAsync(() => scene.Submitted == 4);
            await scene.StopAsync();
            Assert.All(chain.Transactions(), static transaction => Assert.Equal(0U, transaction.Code));
        }

        await using var poor = RelayScene.Start(chain, 4, senders: 1);
        await poor.ReachAsync(WorkerState.WaitingForFunds);
    }

    [Fact(Timeout = 120_000)]
    public async Task Between_journal_and_broadcast_a_restart_sends_the_same_bytes_and_pays_once()
    {
        var journal = new MemoryJournal();
        await using var chain = await RelayScene.ChainAsync(6, DevNetSchema.V10, Coins);
        var lost = new Fault { Kind = FaultKind.Unavailable, Method = "BroadcastTx" };
        await using (var first = RelayScene.Start(chain, 6, senders: 1, journal))
        {
            await first.ReachAsync(WorkerState.Ready);
            chain.Faults.Add(lost);
            await first.StepToAsync(RelayScene.FirstNonce);
            while (!Prepared(first).Any())
                await Task.Delay(20, Ct);
            await first.StopAsync();
            Assert.Equal(0, chain.PendingTransactions);
        }

        chain.Faults.Remove(lost);
        await using var second = RelayScene.Start(chain, 6, senders: 1, journal);
        await second.StepUntilAsync(() => second.Submitted == 6);
        await second.StopAsync();

        Assert.Equal(0, second.Provider.Calls);
        Assert.All(second.Wallets, wallet => Assert.Single(second.RecordsOf(wallet), static record => record.Kind == JournalRecordKind.Bundled));
        var hashes = Prepared(second).Select(static record => record.Hash!).ToHashSet();
        Assert.Equal(hashes, chain.Transactions().Select(static transaction => transaction.Hash).ToHashSet());
        Assert.All(chain.Transactions(), static transaction => Assert.Equal(0U, transaction.Code));
    }

    private static IEnumerable<JournalRecord> Prepared(RelayScene scene) => scene.RecordsOf(scene.Senders.Wallets[0]).Where(static record => record.Kind == JournalRecordKind.Prepared);

    private static BigInteger Sum(IEnumerable<UAllo> amounts) => amounts.Aggregate(BigInteger.Zero, static (sum, amount) => sum + amount.Value);
}
