using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Values;

#pragma warning disable xUnit1069 // The scene has a time limit of its own.
namespace Allora.Sdk.Tests.Workers;

/// <summary>A sequence that a node invented costs neither memory nor time, also if a journal holds it.</summary>
public sealed class PoisonedJournalTests
{
    private const ulong Invented = 9_223_372_036_854_775_000;

    [Fact]
    public void The_book_neither_lists_nor_reaches_it()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(5);

        Assert.False(book.MempoolExpects(Invented));
        book.Use(Pending(Invented));
        Assert.Equal((5UL, 0), (book.Peek(), book.Holes.Count));
        book.CommittedUpTo(Invented);
        book.RewindTo(6);
        Assert.Equal(6UL, book.Peek());
        Assert.InRange(book.Holes.Count, 0, 2000);
        book.Release(Pending(Invented));
        Assert.Empty(book.Pending);
    }

    [Fact]
    public void Pending_transactions_of_an_earlier_run_keep_their_place_when_the_account_is_known()
    {
        var book = new SequenceBook();
        book.Use(Pending(1_000_001));
        book.Use(Pending(1_000_003));

        book.CommittedUpTo(1_000_000);

        Assert.Equal([1_000_000UL, 1_000_002UL], book.Holes);
        Assert.Equal(1_000_004UL, book.Next);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_worker_whose_journal_holds_it_starts_and_answers()
    {
        var pending = Pending(Invented);
        var journal = new MemoryJournal(new JournalRecord
        {
            Kind = JournalRecordKind.Prepared,
            Purpose = "payload",
            TopicId = WorkerScene.Topic,
            Nonce = 1,
            Sequence = Invented,
            Hash = pending.Hash,
            Bytes = pending.Bytes,
            TimeoutHeight = pending.TimeoutHeight,
            Fee = pending.Fee,
            GasLimit = pending.GasLimit,
            Time = DateTimeOffset.UnixEpoch,
        });
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(1m)), walletOptions: new WalletOptions { Journal = journal });
        await scene.ReachAsync(WorkerState.Ready);
        SubmissionResult result;
        do
        {
            result = await scene.NextAsync(stepping: true);
        }
        while (!result.IsTerminal || result.Nonce != WorkerScene.FirstNonce);

        Assert.True(result.Status == SubmissionStatus.Included, $"{result.Status}: {result.Message}");
        Assert.Equal(1UL, (await scene.Client.GetAccountAsync(scene.Wallet.Address, TestContext.Current.CancellationToken))!.Sequence);
    }

    private static PendingTransaction Pending(ulong sequence) => new()
    {
        Purpose = "payload",
        TopicId = WorkerScene.Topic,
        Nonce = 1,
        Sequence = sequence,
        Hash = new string('A', 64),
        Bytes = new byte[] { 1 },
        TimeoutHeight = 4,
        Fee = UAllo.Parse("1"),
        GasLimit = 1,
    };
}
