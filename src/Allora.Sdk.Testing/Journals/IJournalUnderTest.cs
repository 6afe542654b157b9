using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Testing.Journals;

/// <summary>A store of journals that <see cref="JournalConformance"/> checks, with what happens to it in the field.</summary>
public interface IJournalUnderTest : IAsyncDisposable
{
    /// <summary>Creates the store's client anew, as another process does: no state in memory is shared with earlier ones.</summary>
    ISubmissionJournal Create();

    /// <summary>
    /// Appends a record in a process that dies after so many of the append's steps (statements, or bytes of a file), and ends the session as the
    /// death of its process does, without any orderly closing.
    /// </summary>
    /// <param name="session">The session of the process.</param>
    /// <param name="record">The record.</param>
    /// <param name="steps">The steps that the process makes; 0 is a death before the append.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False if the append has fewer steps and was complete before the death.</returns>
    ValueTask<bool> DieAppendingAsync(IJournalSession session, JournalRecord record, int steps, CancellationToken cancellationToken);

    /// <summary>Waits, or moves the clock, until the journal of a dead process may be opened again.</summary>
    /// <param name="key">The journal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    ValueTask ExpireAsync(JournalKey key, CancellationToken cancellationToken);

    /// <summary>Opens the journal for somebody else although a session holds it, as after a lease that ran out.</summary>
    /// <param name="key">The journal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The new holder's session.</returns>
    ValueTask<IJournalSession> TakeOverAsync(JournalKey key, CancellationToken cancellationToken);

    /// <summary>Alters one stored record by hand, behind the journal's back; null if the store's records cannot be reached.</summary>
    /// <param name="key">The journal, which no session holds.</param>
    /// <param name="index">The record's place, from 0.</param>
    /// <param name="alter">Turns the stored bytes into others.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False if the store's records cannot be reached.</returns>
    ValueTask<bool> AlterAsync(JournalKey key, int index, Func<byte[], byte[]> alter, CancellationToken cancellationToken);
}
