namespace Allora.Sdk.Sending.Journal;

/// <summary>A session of a journal file. The lock keeps others out; if somebody opened or replaced the file all the same, the session is lost.</summary>
internal sealed class FileJournalSession : IJournalSession
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly string _path;
    private readonly JournalLocks _locks;
    private readonly bool _flushToDisk;
    private readonly long _compactAbove;
    private FileStream? _file;
    private long _compactAt;

    private FileJournalSession(string path, JournalLocks locks, bool flushToDisk, long compactAbove)
    {
        (_path, _locks, _flushToDisk, _compactAbove) = (path, locks, flushToDisk, compactAbove);
        Lost = _lost.Token;
        var content = JournalFile.Read(path);
        (Records, Fence) = (content.Records, content.Fence + 1);
        // Marked before anything is rewritten: a session without the lock, if there is one, sees that the file has grown.
        Open(content.Length);
        _file!.Write(JournalFile.Mark(Fence, TimeProvider.System.GetUtcNow()));
        if (content.Length > _compactAbove)
        {
            Records = JournalCompaction.Needed(content.Records);
            Rewrite(Records);
        }
    }

    public IReadOnlyList<JournalRecord> Records { get; }

    public CancellationToken Lost { get; }

    public long Fence { get; }

    /// <summary>Takes the wallet's locks and opens its file.</summary>
    /// <exception cref="JournalException">Another process holds a lock, or a file cannot be used.</exception>
    public static FileJournalSession Open(JournalPlace place, bool flushToDisk, long compactAbove)
    {
        JournalLocks? locks = null;
        try
        {
            locks = JournalLocks.Take(place);
            if (place.FormerFile is { } former)
                JournalFile.TakeOver(former, place.File);
            return new FileJournalSession(place.File, locks, flushToDisk, compactAbove);
        }
        catch (Exception exception)
        {
            locks?.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new JournalException($"The journal {place.File} cannot be opened: {exception.Message}", exception);
            throw;
        }
    }

    public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var line = JournalFormat.Line(record);
        lock (_lock)
        {
            var file = Held();
            var whole = file.Position;
            try
            {
                // Synchronous on purpose: a write to the page cache takes microseconds, and must not be overtaken.
                file.Write(line);
                file.Flush(_flushToDisk);
            }
            catch (IOException exception)
            {
                Undo(file, whole);
                throw new JournalException($"The journal {_path} cannot be written ({exception.Message}): free space, or check the folder's rights.", exception);
            }

            if (file.Position > _compactAt)
                Compact();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _ = Held();
            Compact();
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

    // The path and not the handle: a file that was moved or replaced would take records that no restart finds.
    private FileStream Held()
    {
        if (Lost.IsCancellationRequested)
            throw Gone();
        var file = _file ?? throw new JournalException($"The journal {_path} is not open.");
        var now = new FileInfo(_path);
        if (now.Exists && now.Length == file.Position)
            return file;
        Give();
        throw Gone();
    }

    private JournalException Gone() => JournalException.Lost($"The journal {_path} was moved, replaced or written by another process: nothing is signed or sent. Stop the other process, put the file back, and start this one again.");

    private void Open(long whole)
    {
        _file = PrivateFiles.Open(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
        // Not again before the size has doubled: a journal of needed records is not rewritten over and over.
        _compactAt = Math.Max(_compactAbove, 2 * whole);
    }

    // Every record is already written: a failed compaction loses nothing.
    private void Compact()
    {
        try
        {
            Rewrite(JournalCompaction.Needed(JournalFile.Read(_path).Records));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No room for a second file, for example: the long file stays in use, and the next doubling tries again.
            _compactAt = 2 * _file!.Position;
        }
    }

    private void Rewrite(IReadOnlyList<JournalRecord> records)
    {
        JournalFile.Replace(_path, records, Fence, TimeProvider.System.GetUtcNow());
        _file!.Dispose();
        Open(new FileInfo(_path).Length);
    }

    private void Undo(FileStream file, long whole)
    {
        try
        {
            file.SetLength(whole);
            file.Seek(0, SeekOrigin.End);
        }
        catch (IOException)
        {
            // A torn line that cannot be removed must stay the last one: the next opening drops it.
            Give();
        }
    }

    // Lost before the lock is free for others.
    private void Give()
    {
        _lost.Cancel();
        Close();
    }

    private void Close()
    {
        _file?.Dispose();
        _locks.Dispose();
        _file = null;
    }
}
