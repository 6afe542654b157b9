namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// A store of journals: the signed bundles and transactions of wallets with their outcomes, kept across restarts. Implement it for databases, and
/// run the conformance suite of Allora.Sdk.Testing over the implementation; <see cref="FileJournal"/> is the default.
/// </summary>
public interface ISubmissionJournal
{
    /// <summary>
    /// Opens a wallet's journal. One session at a time holds it, whatever process or machine has it; each opening moves the fence up, and appends
    /// of an earlier session are refused from then on.
    /// </summary>
    /// <param name="key">The chain and the wallet.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The session; disposing it lets others open the journal at once.</returns>
    /// <exception cref="JournalException">
    /// Another session holds the journal (<see cref="AlloraErrorReason.JournalHeld"/>), or it cannot be read
    /// (<see cref="AlloraErrorReason.JournalUnavailable"/>).
    /// </exception>
    ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default);
}
