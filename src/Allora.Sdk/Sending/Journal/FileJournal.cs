namespace Allora.Sdk.Sending.Journal;

/// <summary>
/// The default journal: one file of JSON lines for each chain and wallet in a state folder, with a lock file that keeps a second process out.
/// Every record is flushed to the operating system before <see cref="AppendAsync"/> returns, so kill -9 loses nothing.
/// </summary>
public sealed class FileJournal : ISubmissionJournal
{
    private const long CompactAbove = 1 << 20;

    private readonly long _compactAbove;
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly bool _flushToDisk;
    private long _compactAt;
    private FileStream? _guard;
    private FileStream? _file;

    /// <summary>Creates a journal in a folder, which is created when the journal is opened.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="flushToDisk">Also wait for the disk itself (survives a power cut, costs milliseconds). Default false.</param>
    public FileJournal(string folder, bool flushToDisk = false)
        : this(folder, flushToDisk, CompactAbove)
    {
    }

    internal FileJournal(string folder, bool flushToDisk, long compactAbove)
    {
        _compactAbove = compactAbove;
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _flushToDisk = flushToDisk;
    }

    /// <summary>Gets the path of a wallet's journal, for tools that read it.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="wallet">The wallet's address.</param>
    public static string PathOf(string folder, string chainId, string wallet) => Path.Combine(folder, $"{chainId}-{wallet}.journal");

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JournalRecord>> OpenAsync(string chainId, string wallet, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_file is not null)
                throw new JournalException("This journal is open already: one journal serves one wallet.");
            var path = PathOf(_folder, chainId, wallet);
            try
            {
                PrivateFiles.CreateFolder(_folder);
                TakeLock(path, wallet);
                return ValueTask.FromResult<IReadOnlyList<JournalRecord>>(Load(path));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Close();
                throw new JournalException($"The journal {path} cannot be opened: {exception.Message}", exception);
            }
            catch
            {
                Close();
                throw;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var line = JournalFile.Line(record);
        lock (_lock)
        {
            var file = _file ?? throw new JournalException("The journal is not open.");
            var whole = file.Position;
            try
            {
                // Synchronous on purpose: a write to the page cache takes microseconds, and must not be overtaken.
                file.Write(line);
                file.Flush(_flushToDisk);
                if (file.Position > _compactAt)
                    Compact(file);
            }
            catch (IOException exception)
            {
                if (_file == file)
                    Undo(file, whole);
                throw new JournalException($"The journal {file.Name} cannot be written ({exception.Message}): free space, or check the folder's rights.", exception);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (_lock)
            Close();
        return ValueTask.CompletedTask;
    }

    private void TakeLock(string path, string wallet)
    {
        try
        {
            _guard = PrivateFiles.Open(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new JournalException($"Another process runs the wallet {wallet} with the state folder {_folder}. Stop it first, or give this one another wallet.", exception);
        }
    }

    private List<JournalRecord> Load(string path)
    {
        var (records, whole) = JournalFile.Read(path);
        if (whole > _compactAbove)
        {
            records = JournalCompaction.Compact(records);
            JournalFile.Replace(path, records);
            whole = new FileInfo(path).Length;
        }

        Open(path, whole);
        return records;
    }

    private void Open(string path, long whole)
    {
        _file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
        // Not again before the size has doubled: a journal of needed records is not rewritten over and over.
        _compactAt = Math.Max(_compactAbove, 2 * whole);
    }

    // While running, since a worker may run for months. The new record is already written: a failed compaction loses nothing.
    private void Compact(FileStream file)
    {
        var path = file.Name;
        file.Dispose();
        _file = null;
        try
        {
            JournalFile.Replace(path, JournalCompaction.Compact(JournalFile.Read(path).Records));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No room for a second file, for example: the long file stays in use, and the next doubling tries again.
        }

        Open(path, new FileInfo(path).Length);
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
            Close();
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _guard?.Dispose();
        _file = null;
        _guard = null;
    }
}
