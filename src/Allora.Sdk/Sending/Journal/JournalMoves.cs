namespace Allora.Sdk.Sending.Journal;

/// <summary>The marks of a journal that was moved to another store: which records are in force, and whether the journal is here at all.</summary>
internal static class JournalMoves
{
    /// <summary>Whether the journal was moved away, or its import was interrupted: no wallet may be run from it.</summary>
    public static bool IsAway(IReadOnlyList<JournalRecord> records) => Last(records, JournalRecordKind.MovedAway) > Last(records, JournalRecordKind.MovedHere);

    /// <summary>The records in force, without the marks: those behind the last one that moved the journal away.</summary>
    public static IReadOnlyList<JournalRecord> InForce(IReadOnlyList<JournalRecord> records) => Last(records, JournalRecordKind.MovedAway) is >= 0 and var away
        ? [.. records.Skip(away + 1).Where(static record => record.Kind != JournalRecordKind.MovedHere)]
        : records;

    /// <summary>The records that were in force when the journal was moved away.</summary>
    public static IReadOnlyList<JournalRecord> BeforeMove(IReadOnlyList<JournalRecord> records) => InForce([.. records.Take(Last(records, JournalRecordKind.MovedAway))]);

    /// <exception cref="JournalException">The journal was moved to another store.</exception>
    public static IReadOnlyList<JournalRecord> Require(IReadOnlyList<JournalRecord> records, JournalKey key) => IsAway(records)
        ? throw new JournalException($"The journal of {key} was moved out of this store. Name the store that it was imported into, or import its file here (allora store import).")
        : InForce(records);

    private static int Last(IReadOnlyList<JournalRecord> records, JournalRecordKind kind)
    {
        for (var index = records.Count - 1; index >= 0; index--)
        {
            if (records[index].Kind == kind)
                return index;
        }

        return -1;
    }
}
