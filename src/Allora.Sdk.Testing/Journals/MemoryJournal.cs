using System.Collections.Concurrent;
using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Testing.Journals;

/// <summary>Journals in memory, for tests: they outlive a runner, and nothing is kept when the process ends.</summary>
public sealed class MemoryJournal : ISubmissionJournal
{
    private readonly ConcurrentDictionary<JournalKey, MemoryJournalRecords> _journals = new();
    private readonly IReadOnlyList<JournalRecord> _before;

    /// <summary>Creates a store whose journals begin with some records.</summary>
    /// <param name="before">The records of an earlier run, oldest first. Default: none.</param>
    public MemoryJournal(params IReadOnlyList<JournalRecord> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        _before = before;
    }

    /// <inheritdoc />
    public ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ValueTask.FromResult(Of(key).Open(key));
    }

    /// <summary>Gets the records of a journal, oldest first.</summary>
    /// <param name="key">The chain and the wallet.</param>
    public IReadOnlyList<JournalRecord> RecordsOf(JournalKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Of(key).Snapshot();
    }

    /// <summary>Ends the open session of a journal as another machine does that takes it over: the session is lost, and its appends are refused.</summary>
    /// <param name="key">The chain and the wallet.</param>
    public void TakeAway(JournalKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Of(key).TakeAway();
    }

    private MemoryJournalRecords Of(JournalKey key) => _journals.GetOrAdd(key, static (_, before) => new MemoryJournalRecords(before), _before);
}
