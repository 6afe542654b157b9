using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// Shortens a journal to the records that a restart needs: transactions without an outcome, the newest settled nonces, the fees of the last
/// days, and every record of an unknown kind.
/// </summary>
public static class JournalCompaction
{
    /// <summary>How many answers are kept for each purpose and topic.</summary>
    internal const int AnswersToKeep = 64;

    /// <summary>For how many of a topic's newest nonces signed bundles are kept: older ones closed long ago.</summary>
    internal const int BundlesToKeep = 64;

    // Bytes that were refused or lost are in no block, as far as is known: if they are in one, they are still our own.
    private const int UnusedToKeep = 1_000;
    private const int SettledToKeep = 5_000;
    private const int DaysToKeep = 2;

    /// <summary>Gets the records that a restart needs, in an order that gives the same state.</summary>
    /// <param name="records">All records of a journal, oldest first.</param>
    public static IReadOnlyList<JournalRecord> Needed(IReadOnlyList<JournalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        // Kept whole: its export may be repeated, or its import has not ended.
        if (JournalMoves.IsAway(records))
            return records;
        records = JournalMoves.InForce(records);
        var unresolved = Unresolved(records);
        var unused = records.Where(static r => r is { Kind: JournalRecordKind.Resolved, Height: null }).TakeLast(UnusedToKeep).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var settled = records.Where(static r => r.Kind == JournalRecordKind.Settled).TakeLast(SettledToKeep).ToHashSet(ReferenceEqualityComparer.Instance);
        var answered = Answers(records);
        var bundles = Bundles(records);
        var nonces = settled.Cast<JournalRecord>().Select(static r => (r.Purpose, r.TopicId, r.Nonce)).ToHashSet();
        var followed = records.Where(static r => r.Kind == JournalRecordKind.Followed)
            .GroupBy(static r => (r.Purpose, r.TopicId, r.Nonce, r.Actor))
            .Select(static life => life.Last())
            .Where(r => nonces.Contains((r.Purpose, r.TopicId, r.Nonce)))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return
        [
            .. SpentByDay(records),
            .. records.Where(r => r.Kind switch
            {
                JournalRecordKind.Prepared => unresolved.Contains(r),
                JournalRecordKind.Settled => settled.Contains(r),
                JournalRecordKind.Answered => answered.Contains(r),
                JournalRecordKind.Bundled => bundles.Contains((r.TopicId, r.Nonce)),
                JournalRecordKind.Followed => followed.Contains(r),
                JournalRecordKind.Resolved => unused.Contains(r),
                JournalRecordKind.Spent => false,
                _ => true,
            }),
        ];
    }

    // The last answer for each nonce, for the newest nonces of each purpose in each topic: as many as a session remembers.
    private static HashSet<object> Answers(IReadOnlyList<JournalRecord> records) => records
        .Where(static r => r.Kind == JournalRecordKind.Answered)
        .GroupBy(static r => (r.Purpose, r.TopicId))
        .SelectMany(static group => group.GroupBy(static r => r.Nonce).OrderBy(static nonce => nonce.Key).TakeLast(AnswersToKeep).Select(static nonce => nonce.Last()))
        .ToHashSet<object>(ReferenceEqualityComparer.Instance);

    private static HashSet<(ulong Topic, long Nonce)> Bundles(IReadOnlyList<JournalRecord> records) => [.. records
        .Where(static r => r.Kind == JournalRecordKind.Bundled)
        .Select(static r => (r.TopicId, r.Nonce))
        .Distinct()
        .GroupBy(static one => one.TopicId)
        .SelectMany(static topic => topic.OrderBy(static one => one.Nonce).TakeLast(BundlesToKeep))];

    // In their order: refused bytes may be sent again later.
    private static HashSet<JournalRecord> Unresolved(IReadOnlyList<JournalRecord> records)
    {
        var byHash = new Dictionary<string, JournalRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record is { Kind: JournalRecordKind.Prepared, Hash: { } prepared })
                byHash[prepared] = record;
            else if (record is { Kind: JournalRecordKind.Resolved, Hash: { } resolved })
                byHash.Remove(resolved);
        }

        return byHash.Values.ToHashSet<JournalRecord>(ReferenceEqualityComparer.Instance);
    }

    private static (ulong Sequence, long Height)? Highest(IReadOnlyList<JournalRecord> records)
    {
        var open = new Dictionary<string, ulong>(StringComparer.Ordinal);
        (ulong Sequence, long Height)? highest = null;
        foreach (var record in records)
        {
            switch (record)
            {
                case { Kind: JournalRecordKind.Prepared, Hash: { } hash, Sequence: { } sequence }:
                    open[hash] = sequence;
                    break;
                case { Kind: JournalRecordKind.Resolved, Hash: { } hash } when open.Remove(hash, out var used):
                    Take(used, record.Height);
                    break;
                case { Kind: JournalRecordKind.Spent, Sequence: { } used }:
                    Take(used, record.Height);
                    break;
            }
        }

        return highest;

        void Take(ulong used, long? height)
        {
            if (height is { } block && !(used <= highest?.Sequence))
                highest = (used, block);
        }
    }

    private static IEnumerable<JournalRecord> SpentByDay(IReadOnlyList<JournalRecord> records)
    {
        var offered = new Dictionary<string, UAllo?>(StringComparer.Ordinal);
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var days = new SortedDictionary<DateTime, UAllo>();
        foreach (var record in records)
        {
            switch (record.Kind)
            {
                case JournalRecordKind.Prepared when record.Hash is { } hash:
                    offered[hash] = record.Fee;
                    break;
                case JournalRecordKind.Resolved when record is { Height: not null, Hash: { } hash } && counted.Add(hash):
                    Add(record.Time, record.Fee ?? offered.GetValueOrDefault(hash));
                    break;
                case JournalRecordKind.Spent:
                    Add(record.Time, record.Fee);
                    break;
            }
        }

        // The highest used sequence shows after a restart what has used the account since.
        var highest = Highest(records);
        return days.TakeLast(DaysToKeep).Select(day => new JournalRecord
        {
            Kind = JournalRecordKind.Spent,
            Time = new DateTimeOffset(day.Key, TimeSpan.Zero),
            Fee = day.Value,
            Sequence = highest?.Sequence,
            Height = highest?.Height,
        });

        void Add(DateTimeOffset time, UAllo? fee)
        {
            if (fee is { } paid)
                days[time.UtcDateTime.Date] = days.GetValueOrDefault(time.UtcDateTime.Date) + paid;
        }
    }
}
