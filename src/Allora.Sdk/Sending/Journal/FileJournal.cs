namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// The default journal: one file of JSON lines for each chain and wallet in a state folder, with a lock file that keeps a second process out.
/// Every record is flushed to the operating system before an append returns, so kill -9 loses nothing.
/// </summary>
public sealed class FileJournal : ISubmissionJournal
{
    private const long CompactAbove = 1 << 20;

    private readonly string _folder;
    private readonly bool _flushToDisk;
    private readonly long _compactAbove;

    /// <summary>Creates a journal in a folder, which is created when the first wallet is opened.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="flushToDisk">Also wait for the disk itself (survives a power cut, costs milliseconds). Default false.</param>
    public FileJournal(string folder, bool flushToDisk = false)
        : this(folder, flushToDisk, CompactAbove)
    {
    }

    internal FileJournal(string folder, bool flushToDisk, long compactAbove)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (_folder, _flushToDisk, _compactAbove) = (Path.GetFullPath(folder), flushToDisk, compactAbove);
    }

    /// <summary>Gets the path of a wallet's journal, for tools that read it.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="key">The chain and the wallet.</param>
    public static string PathOf(string folder, JournalKey key)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(key);
        return Path.Combine(folder, $"{key.ChainId}-{key.Wallet}.journal");
    }

    /// <inheritdoc />
    public ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ValueTask.FromResult<IJournalSession>(FileJournalSession.Open(_folder, key, _flushToDisk, _compactAbove));
    }
}
