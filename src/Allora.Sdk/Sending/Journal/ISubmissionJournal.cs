namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// A wallet's signed transactions and their outcomes, kept across restarts. Implement it for databases; <see cref="FileJournal"/> is the default.
/// One journal serves one wallet on one chain, and only one process at a time.
/// </summary>
public interface ISubmissionJournal : IAsyncDisposable
{
    /// <summary>Takes the wallet's lock and returns the records, oldest first.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="wallet">The wallet's address.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">Another process has the wallet's journal open, or it cannot be read.</exception>
    ValueTask<IReadOnlyList<JournalRecord>> OpenAsync(string chainId, string wallet, CancellationToken cancellationToken = default);

    /// <summary>Adds one record. When it returns, a killed process cannot lose it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the request; the record may or may not have been written.</param>
    /// <exception cref="JournalException">The record could not be written: nothing may be broadcast.</exception>
    ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default);
}
