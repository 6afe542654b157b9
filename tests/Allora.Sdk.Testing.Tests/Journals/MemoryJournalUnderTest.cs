using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;

namespace Allora.Sdk.Testing.Tests.Journals;

/// <summary>The journal in memory: one store for every client, as a database server is.</summary>
internal sealed class MemoryJournalUnderTest : IJournalUnderTest
{
    private readonly MemoryJournal _journal = new();

    public ISubmissionJournal Create() => _journal;

    // An append has one step.
    public async ValueTask<bool> DieAppendingAsync(IJournalSession session, JournalRecord record, int steps, CancellationToken cancellationToken)
    {
        if (steps > 0)
            await session.AppendAsync(record, cancellationToken);
        await session.DisposeAsync();
        return steps == 0;
    }

    public ValueTask ExpireAsync(JournalKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<IJournalSession> TakeOverAsync(JournalKey key, CancellationToken cancellationToken)
    {
        _journal.TakeAway(key);
        return _journal.OpenAsync(key, cancellationToken);
    }

    public ValueTask<bool> AlterAsync(JournalKey key, int index, Func<byte[], byte[]> alter, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
