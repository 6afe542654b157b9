using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Journal;

public sealed class FileJournalTests : IDisposable
{
    private const string Chain = "localnet";
    private const string Wallet = "allo1ku577p9zwdzmg8s8yfr088c3a3ahqy0sjf4hr6";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    private static JournalKey Key => new() { ChainId = Chain, Wallet = Wallet };

    private string FilePath => FileJournal.PathOf(_folder.FullName, Key);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_appended_is_read_after_a_restart()
    {
        var records = new[] { Prepared("AA", 7, 100), Resolved("AA", 101, 0), Settled(100) };
        await WriteAsync(records);

        var read = await ReadAsync();

        Assert.Equal(3, read.Count);
        Assert.Equal("AA", read[0].Hash);
        Assert.Equal(7UL, read[0].Sequence);
        Assert.Equal([1, 2, 3], read[0].Bytes!.Value.ToArray());
        Assert.Equal(records[0].Time, read[0].Time);
        Assert.Equal(101, read[1].Height);
        Assert.Equal(SubmissionStatus.Included, read[2].Status);
    }

    [Fact]
    public async Task A_torn_last_line_is_dropped_at_every_length()
    {
        await WriteAsync(Prepared("AA", 7, 100), Prepared("BB", 8, 110));
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        // The mark of the session, then the first record.
        var firstLine = Array.IndexOf(whole, (byte)'\n', Array.IndexOf(whole, (byte)'\n') + 1) + 1;
        for (var length = firstLine; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length], TestContext.Current.CancellationToken);
            await WriteAsync(Settled(100));

            var read = await ReadAsync();

            Assert.Equal(["AA", null], read.Select(r => r.Hash));
        }
    }

    [Fact]
    public async Task A_damaged_line_in_the_middle_is_refused()
    {
        await WriteAsync(Prepared("AA", 7, 100), Settled(100));
        var text = await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(FilePath, "{broken\n" + text, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<JournalException>(ReadAsync);

        Assert.Contains("Line 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_is_done()
    {
        var first = await new FileJournal(_folder.FullName).OpenAsync(Key, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<JournalException>(ReadAsync);
        Assert.Equal(AlloraErrorReason.JournalHeld, exception.Reason);
        Assert.Contains("Another process", exception.Message, StringComparison.Ordinal);

        await first.DisposeAsync();
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public void Compaction_keeps_what_a_restart_needs()
    {
        var kept = JournalCompaction.Needed([Prepared("AA", 7, 100), Resolved("AA", 101, 0), Settled(100), Prepared("BB", 8, 110)]);

        Assert.Equal([JournalRecordKind.Spent, JournalRecordKind.Settled, JournalRecordKind.Prepared], kept.Select(r => r.Kind));
        Assert.Equal((new UAllo(1_200_000), DateTimeOffset.UnixEpoch), (kept[0].Fee, kept[0].Time));
        Assert.Equal("BB", kept[2].Hash);
    }

    [Fact]
    public async Task A_large_journal_is_compacted_when_opened()
    {
        var filler = new byte[3000];
        var many = Enumerable.Range(0, 300).SelectMany(i => new[] { Prepared($"H{i}", (ulong)i, i) with { Bytes = filler }, Resolved($"H{i}", i + 1, 0), Settled(i) });
        await WriteAsync([.. many]);
        Assert.True(new FileInfo(FilePath).Length > 1 << 20);

        var read = await ReadAsync();

        Assert.Equal(300, read.Count(r => r.Kind == JournalRecordKind.Settled));
        Assert.DoesNotContain(read, r => r.Kind == JournalRecordKind.Prepared);
        Assert.True(new FileInfo(FilePath).Length < 1 << 17);
        Assert.Equal(new UAllo(360_000_000), Assert.Single(read, r => r.Kind == JournalRecordKind.Spent).Fee);
        Assert.Equal(301, (await ReadAsync()).Count);
    }

    private static JournalRecord Prepared(string hash, ulong sequence, long nonce) => new()
    {
        Kind = JournalRecordKind.Prepared,
        Time = new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.Zero),
        Purpose = "payload",
        TopicId = 67,
        Nonce = nonce,
        Sequence = sequence,
        Hash = hash,
        Bytes = new byte[] { 1, 2, 3 },
        TimeoutHeight = (ulong)nonce + 10,
        Fee = new UAllo(1_200_000),
        GasLimit = 120_000,
    };

    private static JournalRecord Resolved(string hash, long height, uint code) =>
        new() { Kind = JournalRecordKind.Resolved, Time = DateTimeOffset.UnixEpoch, Hash = hash, Height = height, Code = code };

    private static JournalRecord Settled(long nonce) =>
        new() { Kind = JournalRecordKind.Settled, Time = DateTimeOffset.UnixEpoch, TopicId = 67, Nonce = nonce, Status = SubmissionStatus.Included };

    private async Task WriteAsync(params JournalRecord[] records)
    {
        // As an earlier version wrote it, which compacted only when it opened.
        await using var journal = await new FileJournal(_folder.FullName, flushToDisk: false, compactAbove: long.MaxValue / 4).OpenAsync(Key, TestContext.Current.CancellationToken);
        foreach (var record in records)
            await journal.AppendAsync(record, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<JournalRecord>> ReadAsync()
    {
        await using var journal = await new FileJournal(_folder.FullName).OpenAsync(Key, TestContext.Current.CancellationToken);
        return journal.Records;
    }
}
