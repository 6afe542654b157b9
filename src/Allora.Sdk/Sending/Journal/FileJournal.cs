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
    private readonly string? _locks;
    private readonly string? _former;

    /// <summary>Creates a journal in a folder, which is created when the first wallet is opened.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="flushToDisk">Also wait for the disk itself (survives a power cut, costs milliseconds). Default false.</param>
    public FileJournal(string folder, bool flushToDisk = false)
        : this(folder, flushToDisk, CompactAbove)
    {
    }

    internal FileJournal(string folder, bool flushToDisk, long compactAbove, string? locks = null, string? former = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (_folder, _flushToDisk, _compactAbove, _locks, _former) = (Path.GetFullPath(folder), flushToDisk, compactAbove, locks, former);
    }

    /// <summary>The journal that a wallet's options describe.</summary>
    /// <param name="folder">The state folder; null for the user's own, which takes over what earlier versions kept below the working directory.</param>
    /// <param name="flushToDisk">Also wait for the disk itself.</param>
    /// <param name="localData">The user's local application data; null if there is none.</param>
    /// <exception cref="AlloraException">There is neither a state folder nor a home.</exception>
    internal static FileJournal For(string? folder, bool flushToDisk, string? localData) => new(
        folder ?? StateFolders.Default(localData),
        flushToDisk,
        CompactAbove,
        localData is null ? null : Path.Combine(localData, "allora", "locks"),
        folder is null ? StateFolders.Former : null);

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
        return ValueTask.FromResult<IJournalSession>(FileJournalSession.Open(new JournalPlace(_folder, key) { Locks = _locks, Former = _former }, _flushToDisk, _compactAbove));
    }
}
