namespace Allora.Sdk.Sending.Journal;

/// <summary>A journal that ends with the process: for dry runs and tests. A restart forgets what was sent.</summary>
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
