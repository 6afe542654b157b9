using System.Text;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Journal;

/// <summary>A journal that moves between stores is in force in one place at a time, whatever is interrupted.</summary>
public sealed class JournalTransferTests
{
    private static readonly JournalKey Key = new() { ChainId = "chain-1", Wallet = "allo1" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_ends_the_journal_and_can_be_repeated()
    {
        var store = new MemoryJournal(Spent(1), Spent(2));
        var (first, again) = (new MemoryStream(), new MemoryStream());
        var count = await JournalTransfer.ExportAsync(store, Key, first, cancellationToken: Ct);

        Assert.True(JournalMoves.IsAway(store.RecordsOf(Key)));
        Assert.Equal(count, await JournalTransfer.ExportAsync(store, Key, again, cancellationToken: Ct));
        Assert.Equal(first.ToArray(), again.ToArray());
    }

    [Fact]
    public async Task An_import_that_was_interrupted_stays_away_and_is_repeated()
    {
        var (from, to) = (new MemoryJournal(Spent(1)), new MemoryJournal());
        var file = await ExportedAsync(from);
        await using (var session = await to.OpenAsync(Key, Ct))
        {
            // As if the process had died after the first record.
            await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.MovedAway, Time = DateTimeOffset.UnixEpoch }, Ct);
            await session.AppendAsync(Spent(1), Ct);
            await session.CompactAsync(Ct);
        }

        Assert.True(JournalMoves.IsAway(to.RecordsOf(Key)));
        await JournalTransfer.ImportAsync(to, new MemoryStream(file), cancellationToken: Ct);

        Assert.Equal(new UAllo(1), Assert.Single(JournalMoves.Require(to.RecordsOf(Key), Key)).Fee);
        Assert.Equal(new UAllo(1), Assert.Single(JournalCompaction.Needed(to.RecordsOf(Key))).Fee);
    }

    [Fact]
    public async Task A_journal_with_records_is_not_written_over()
    {
        var file = await ExportedAsync(new MemoryJournal(Spent(1)));
        var failure = await Assert.ThrowsAsync<JournalException>(() => JournalTransfer.ImportAsync(new MemoryJournal(Spent(2)), new MemoryStream(file), cancellationToken: Ct));
        Assert.Contains("cannot be merged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_or_altered_is_refused()
    {
        var text = Encoding.UTF8.GetString(await ExportedAsync(new MemoryJournal(Spent(1))));
        foreach (var wrong in new[] { "", "x", text[..text.IndexOf('\n', StringComparison.Ordinal)], text.Replace("\"1\"", "\"2\"", StringComparison.Ordinal) })
        {
            var store = new MemoryJournal();
            await Assert.ThrowsAsync<JournalException>(() => JournalTransfer.ImportAsync(store, new MemoryStream(Encoding.UTF8.GetBytes(wrong)), cancellationToken: Ct));
            Assert.Empty(store.RecordsOf(Key));
        }
    }

    private static JournalRecord Spent(int fee) => new() { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(fee) };

    private static async Task<byte[]> ExportedAsync(MemoryJournal store)
    {
        var file = new MemoryStream();
        await JournalTransfer.ExportAsync(store, Key, file, cancellationToken: Ct);
        return file.ToArray();
    }
}
