using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Journal;

/// <summary>A process may be killed at any instruction: whatever is left of the file, what was written before is read, and nothing else.</summary>
public sealed class JournalPropertyTests : IDisposable
{
    private static readonly JournalKey Key = new() { ChainId = "testchain-1", Wallet = "allo1test" };
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 22, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-journal-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_cut_at_any_byte_gives_the_records_before_the_cut_and_takes_new_ones()
    {
        List<JournalRecord> records = [Prepared(1, 7), Resolved(1, 101), Settled(100), Prepared(2, 8), Prepared(3, 8), Resolved(2, null)];
        var mark = JournalFile.Mark(1, Start);
        byte[] whole = [.. mark, .. records.SelectMany(JournalFormat.Line)];
        var ends = records.Select((_, i) => mark.Length + records.Take(i + 1).Sum(record => JournalFormat.Line(record).Length)).ToList();
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(FileJournal.PathOf(_folder.FullName, Key), whole[..cut], Ct);
            var expected = records.Take(ends.Count(end => end <= cut)).ToList();

            await using (var journal = await new FileJournal(_folder.FullName).OpenAsync(Key, Ct))
            {
                Assert.Equal(Lines(expected), Lines(journal.Records));
                await journal.AppendAsync(Settled(999), Ct);
            }

            Assert.Equal(Lines([.. expected, Settled(999)]), Lines(await ReadAsync()));
        }
    }

    // Appends, kills that tear the last line, and restarts in any order, with a threshold so low that the file is compacted again and again,
    // also while it is open: what a restart finds is what an endless file would have told.
    [Fact]
    public async Task Compaction_and_kills_change_nothing_that_a_restart_needs()
    {
        var steps = Gen.Int[0, 7].Select(Gen.Int[1, 12]).Array[1, 80];
        await steps.SampleAsync(async actions =>
        {
            var folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
            var all = new List<JournalRecord>();
            var journal = await OpenAsync(folder);
            foreach (var (kind, number) in actions)
            {
                if (kind == 7)
                {
                    await journal.DisposeAsync();
                    await File.AppendAllTextAsync(FileJournal.PathOf(folder.FullName, Key), "{\"kind\":\"Prep"[..number], Ct);
                    journal = await OpenAsync(folder);
                    continue;
                }

                // What is in a block is neither sent nor settled again.
                var isPaid = all.Exists(one => one is { Kind: JournalRecordKind.Resolved, Height: not null } && one.Hash == $"H{number}");
                var record = RecordOf(isPaid && kind < 5 ? 5 : kind, number, all.Count);
                await journal.AppendAsync(record, Ct);
                all.Add(record);
            }

            await journal.DisposeAsync();
            await using var last = await OpenAsync(folder);
            Assert.Equal(Needed(all), Needed(last.Records));
        }, iter: 150, threads: 1);
    }

    [Fact]
    public async Task A_journal_is_compacted_while_it_runs()
    {
        var path = FileJournal.PathOf(_folder.FullName, Key);
        await using var journal = await new FileJournal(_folder.FullName, flushToDisk: false, compactAbove: 20_000).OpenAsync(Key, Ct);
        var longest = 0L;
        for (var i = 0; i < 500; i++)
        {
            await journal.AppendAsync(Prepared(i, i), Ct);
            await journal.AppendAsync(Resolved(i, i + 1), Ct);
            longest = Math.Max(longest, new FileInfo(path).Length);
        }

        Assert.InRange(longest, 19_000, 30_000);
        Assert.False(File.Exists(path + ".next"));
    }

    private static ValueTask<IJournalSession> OpenAsync(DirectoryInfo folder) => new FileJournal(folder.FullName, flushToDisk: false, compactAbove: 1500).OpenAsync(Key, Ct);

    private static JournalRecord RecordOf(int kind, int number, int index) => kind switch
    {
        0 or 1 => Prepared(number, number),
        2 or 3 => Resolved(number, index),
        4 => Resolved(number, null),
        5 => Settled(number),
        _ => new JournalRecord { Kind = JournalRecordKind.Answered, Purpose = "reputer", Time = Start, TopicId = 67, Nonce = number, Value = $"{index}" },
    };

    // What the wallet's session takes from a journal, in one text.
    private static string Needed(IReadOnlyList<JournalRecord> records)
    {
        var state = JournalState.Of(records);
        var answers = state.Nonces.Where(record => record.Kind == JournalRecordKind.Answered).GroupBy(record => record.Nonce).OrderBy(group => group.Key).Select(group => $"{group.Key}={group.Last().Value}");
        var settled = state.Nonces.Where(record => record.Kind == JournalRecordKind.Settled).Select(record => record.Nonce).Distinct().Order();
        var pending = state.Unresolved.Select(one => $"{one.Sequence}:{one.Hash}/{one.Generation}");
        var spent = state.Spent.Where(day => day.Value.Value > 0).OrderBy(day => day.Key).Select(day => $"{day.Key:O} {day.Value}");
        return string.Join('\n', [string.Join(' ', pending), string.Join(' ', settled), string.Join(' ', answers), string.Join(' ', spent), $"{state.Highest}"]);
    }

    private static List<string> Lines(IReadOnlyList<JournalRecord> records) => [.. records.Select(record => System.Text.Encoding.UTF8.GetString(JournalFormat.Line(record)))];

    private static JournalRecord Prepared(int hash, int sequence) => new()
    {
        Kind = JournalRecordKind.Prepared,
        Time = Start,
        Purpose = "payload",
        TopicId = 67,
        Nonce = sequence,
        Sequence = (ulong)sequence,
        Hash = $"H{hash}",
        Bytes = new byte[] { 1, 2, 3 },
        TimeoutHeight = (ulong)sequence + 10,
        Fee = new UAllo(1_200_000),
        GasLimit = 120_000,
    };

    private static JournalRecord Resolved(int hash, long? height) => new()
    {
        Kind = JournalRecordKind.Resolved,
        Time = Start + TimeSpan.FromHours(hash % 4),
        Hash = $"H{hash}",
        Height = height,
        Fee = height is null ? null : new UAllo(1_200_000),
    };

    private static JournalRecord Settled(long nonce) =>
        new() { Kind = JournalRecordKind.Settled, Purpose = "payload", Time = Start, TopicId = 67, Nonce = nonce, Status = SubmissionStatus.Included };

    private async Task<IReadOnlyList<JournalRecord>> ReadAsync()
    {
        await using var journal = await new FileJournal(_folder.FullName).OpenAsync(Key, Ct);
        return journal.Records;
    }
}
