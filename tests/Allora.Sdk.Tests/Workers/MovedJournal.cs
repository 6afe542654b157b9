using System.Collections.Concurrent;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Tests.Workers;

/// <summary>A store on another server than before; keeps the heights at which something was signed.</summary>
internal sealed class MovedJournal : ISubmissionJournal
{
    private readonly MemoryJournal _inner = new();

    public ConcurrentBag<long> Signed { get; } = [];

    public Func<long> Height { get; set; } = static () => 0;

    public async ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default) =>
        new Session(await _inner.OpenAsync(key, cancellationToken), this);

    private sealed class Session(IJournalSession inner, MovedJournal journal) : IJournalSession
    {
        public IReadOnlyList<JournalRecord> Records => inner.Records;

        public CancellationToken Lost => inner.Lost;

        public long Fence => inner.Fence;

        public bool MayLackRecords => true;

        public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
        {
            if (record.Kind is JournalRecordKind.Bundled or JournalRecordKind.Prepared)
                journal.Signed.Add(journal.Height());
            return inner.AppendAsync(record, cancellationToken);
        }

        public ValueTask CompactAsync(CancellationToken cancellationToken = default) => inner.CompactAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
