using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Sending.Sender;

/// <summary>The journal of an open wallet: appends, compaction from time to time, and whether the session still holds it.</summary>
internal sealed class WalletJournal(IJournalSession session) : IAsyncDisposable
{
    private const int AppendsBeforeCompaction = 5_000;

    private int _appends;
    private volatile AlloraException? _stopped;

    /// <summary>Cancelled when the session no longer holds the journal.</summary>
    public CancellationToken Lost => session.Lost;

    /// <summary>Whether the store may have lost the newest records of an earlier session.</summary>
    public bool MayLackRecords => session.MayLackRecords;

    /// <exception cref="JournalException">The record was not written, or the session is lost: nothing may be sent.</exception>
    public async ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        await session.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        if (Interlocked.Increment(ref _appends) % AppendsBeforeCompaction == 0)
            await session.CompactAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why nothing is paid any more; null if nothing speaks against it.</summary>
    public string? Stopped => _stopped?.Message;

    /// <summary>From here on nothing is signed, sent or paid by this session.</summary>
    public void Stop(AlloraException why) => _stopped ??= why;

    /// <summary>Checked before each step that signs or sends.</summary>
    /// <exception cref="JournalException">The session no longer holds the journal.</exception>
    /// <exception cref="AlloraException">The wallet's key is used elsewhere (<see cref="AlloraErrorReason.UsedElsewhere"/>).</exception>
    public void RequireHeld()
    {
        if (_stopped is { } stopped)
            throw stopped;
        if (session.Lost.IsCancellationRequested)
            throw JournalException.Lost("The wallet's journal is held by another session: this one signs and sends nothing.");
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
