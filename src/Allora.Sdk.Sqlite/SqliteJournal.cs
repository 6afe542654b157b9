using Allora.Sdk.Sending.Journal;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite;

/// <summary>
/// Journals in one SQLite file: all wallets of a machine beside one another. Give it to each wallet as <see cref="WalletOptions.Journal"/>. A
/// wallet's lock keeps a second process out and is free again as soon as its holder is dead, whatever the clock says; the fence in the file refuses
/// a holder whose lock somebody took away.
/// </summary>
/// <remarks>The file must be on a disk of this machine: SQLite's shared memory and the locks do not work over a network.</remarks>
public sealed class SqliteJournal : ISubmissionJournal
{
    private readonly SqliteStore _store;
    private readonly string? _walletLocks;

    /// <summary>Names the file, which is created (0600) when the first wallet is opened.</summary>
    /// <param name="path">The file. Its folder is created (0700) if it does not exist.</param>
    /// <param name="flushToDisk">Also wait for the disk itself at each append (survives a power cut, costs milliseconds). Default false.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public SqliteJournal(string path, bool flushToDisk = false)
        : this(path, flushToDisk, StateFolders.LocalData())
    {
    }

    internal SqliteJournal(string path, bool flushToDisk, string? localData)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _store = new SqliteStore(System.IO.Path.GetFullPath(path), flushToDisk);
        _walletLocks = localData is null ? null : System.IO.Path.Combine(localData, "allora", "locks");
    }

    /// <summary>The full path of the file.</summary>
    public string Path => _store.Path;

    /// <inheritdoc />
    public ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        JournalLocks? locks = null;
        try
        {
            locks = JournalLocks.Take(new JournalPlace(System.IO.Path.GetDirectoryName(Path)!, key) { Locks = _walletLocks });
            return ValueTask.FromResult<IJournalSession>(new SqliteJournalSession(_store, key, locks));
        }
        catch (Exception exception)
        {
            locks?.Dispose();
            if (exception is IOException or UnauthorizedAccessException or SqliteException)
                throw new JournalException($"The journal {Path} cannot be opened: {exception.Message}", exception);
            throw;
        }
    }
}
