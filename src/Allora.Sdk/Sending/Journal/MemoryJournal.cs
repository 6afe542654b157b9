namespace Allora.Sdk.Sending.Journal;

/// <summary>A journal in memory: for dry runs and tests. Nothing is kept across a restart.</summary>
public sealed class MemoryJournal : ISubmissionJournal
{
    private readonly Lock _lock = new();
    private readonly List<JournalRecord> _records = [];

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JournalRecord>> OpenAsync(string chainId, string wallet, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            return ValueTask.FromResult<IReadOnlyList<JournalRecord>>([.. _records]);
    }

    /// <inheritdoc />
    public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            _records.Add(record);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
