namespace Allora.Sdk.Sending.Journal;

/// <summary>An open journal. Safe for concurrent appends; they take effect in the order in which they complete.</summary>
public interface IJournalSession : IAsyncDisposable
{
    /// <summary>The records at the time of opening, oldest first.</summary>
    IReadOnlyList<JournalRecord> Records { get; }

    /// <summary>
    /// Cancelled when the session no longer holds the journal, always before another can hold it. Without the session nothing may be signed or
    /// sent.
    /// </summary>
    CancellationToken Lost { get; }

    /// <summary>The number of this session: higher than that of every earlier session of the same journal.</summary>
    long Fence { get; }

    /// <summary>
    /// Whether the store may have lost the newest records since the journal was held before, as a promoted replica or a restored backup has. Then
    /// the wallet waits until the chain shows what was sent, and signs nothing before. Default false.
    /// </summary>
    bool MayLackRecords => false;

    /// <summary>Adds one record. When it returns, a killed process cannot lose it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the request; the record may or may not have been written.</param>
    /// <exception cref="JournalException">
    /// The record could not be written (<see cref="AlloraErrorReason.JournalUnavailable"/>), or the session no longer holds the journal
    /// (<see cref="AlloraErrorReason.JournalLost"/>): nothing may be sent.
    /// </exception>
    ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Drops the records that a restart does not need (<see cref="JournalCompaction.Needed"/>). If it fails, no record is lost. The wallet's sender
    /// calls it from time to time; a journal may also compact itself.
    /// </summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">The session no longer holds the journal (<see cref="AlloraErrorReason.JournalLost"/>).</exception>
    ValueTask CompactAsync(CancellationToken cancellationToken = default);
}
