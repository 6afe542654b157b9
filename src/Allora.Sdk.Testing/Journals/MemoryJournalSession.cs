using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Testing.Journals;

/// <summary>A session of a journal in memory.</summary>
internal sealed class MemoryJournalSession : IJournalSession
{
    private readonly CancellationTokenSource _lost = new();
    private readonly MemoryJournalRecords _journal;

    public MemoryJournalSession(MemoryJournalRecords journal, long fence, IReadOnlyList<JournalRecord> records)
    {
        (_journal, Fence, Records, Lost) = (journal, fence, records, _lost.Token);
    }

    public IReadOnlyList<JournalRecord> Records { get; }

    public CancellationToken Lost { get; }

    public long Fence { get; }

    public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        _journal.Append(Fence, record);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        _journal.Compact(Fence);
        return ValueTask.CompletedTask;
    }

    public void Lose() => _lost.Cancel();

    public ValueTask DisposeAsync()
    {
        _journal.Release(Fence);
        _lost.Dispose();
        return ValueTask.CompletedTask;
    }
}
