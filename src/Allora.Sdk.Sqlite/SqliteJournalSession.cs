using Allora.Sdk.Sending.Journal;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite;

/// <summary>A session of a wallet's journal: one connection, and the wallet's lock.</summary>
internal sealed class SqliteJournalSession : IJournalSession
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly SqliteStore _store;
    private readonly JournalKey _key;
    private readonly JournalLocks _locks;
    private readonly SqliteConnection _connection;
    private readonly SqliteRecords _records;
    private bool _isOpen = true;

    public SqliteJournalSession(SqliteStore store, JournalKey key, JournalLocks locks)
    {
        (_store, _key, _locks, Lost) = (store, key, locks, _lost.Token);
        _connection = store.Connect();
        try
        {
            _records = new SqliteRecords(_connection, key);
            Fence = _records.Take();
            Records = _records.Read();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public IReadOnlyList<JournalRecord> Records { get; }

    public CancellationToken Lost { get; }

    public long Fence { get; }

    // Synchronous on purpose: SQLite has no other calls, and a write to the page cache takes microseconds.
    public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_lock)
            Require(Held(() => _records.Append(Fence, record)));
        return ValueTask.CompletedTask;
    }

    public ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            try
            {
                Require(Held(() => _records.Compact(Fence)));
            }
            catch (JournalException exception) when (exception.Reason == AlloraErrorReason.JournalUnavailable && _isOpen)
            {
                // A full disk, for example: nothing was changed, and the next compaction tries again.
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            Close();
            _lost.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private bool Held(Func<bool> write)
    {
        if (Lost.IsCancellationRequested)
            return false;
        if (!_isOpen)
            throw new JournalException($"The journal {_store.Path} is not open.");
        // The path and not the handle: a file that was moved or replaced would take records that no restart finds.
        if (!File.Exists(_store.Path))
            return false;
        try
        {
            return write();
        }
        catch (SqliteException exception)
        {
            throw new JournalException($"The journal {_store.Path} cannot be written ({exception.Message}): free space, or check the folder's rights.", exception);
        }
    }

    // Lost before the lock is free for others.
    private void Require(bool isHeld)
    {
        if (isHeld)
            return;
        if (!_lost.IsCancellationRequested)
        {
            _lost.Cancel();
            Close();
        }

        throw JournalException.Lost($"The journal of {_key} in {_store.Path} was opened by another process, or the file was moved: nothing is signed or sent. Stop the other process, put the file back, and start this one again.");
    }

    private void Close()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        _connection.Dispose();
        _locks.Dispose();
    }
}
