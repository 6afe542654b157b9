using Topic67.Worker.State;

namespace Topic67.Worker.Logs;

/// <summary>
/// Lines in a file that is rotated when it is full; older ones are FILE.1 to FILE.5. A new file is created with its first line, so that its last
/// line can always be read. Writing never throws: while a disk is full, lines are kept in memory and written later, in order.
/// </summary>
internal sealed class RotatingFile(string path, long maxBytes) : IDisposable
{
    private const int Kept = 5;
    private const long MostWaiting = 4 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _waiting = [];
    private FileStream? _file;
    private long _waitingBytes;

    /// <summary>Why lines wait, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The number of lines that were dropped because too many waited.</summary>
    public int Lost { get; private set; }

    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && TryWrite(line))
                return;
            _waiting.Enqueue(line.ToArray());
            _waitingBytes += line.Length;
            while (_waitingBytes > MostWaiting)
            {
                _waitingBytes -= _waiting.Dequeue().Length;
                Lost++;
            }

            WriteWaiting();
        }
    }

    /// <summary>Writes the waiting lines, if it is possible again.</summary>
    public void Flush()
    {
        lock (_lock)
            WriteWaiting();
    }

    /// <summary>The lines of the kept files, oldest first.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        for (var i = Kept; i >= 0; i--)
        {
            var file = i == 0 ? path : $"{path}.{i}";
            if (!File.Exists(file))
                continue;
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }

    public void Dispose()
    {
        Flush();
        _file?.Dispose();
    }

    private void WriteWaiting()
    {
        while (_waiting.TryPeek(out var line) && TryWrite(line))
            _waitingBytes -= _waiting.Dequeue().Length;
        if (_waiting.Count == 0)
            Trouble = null;
    }

    private bool TryWrite(ReadOnlySpan<byte> line)
    {
        var before = -1L;
        try
        {
            _file ??= Open();
            if (_file.Length > 0 && _file.Length + line.Length > maxBytes)
                Rotate();
            before = _file.Length;
            _file.Write(line);
            _file.Flush();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Trouble = exception.Message;
            CutBack(before);
            return false;
        }
    }

    // A disk that became full within a line would leave the first half of it.
    private void CutBack(long length)
    {
        try
        {
            if (length >= 0)
                _file?.SetLength(length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Trouble = exception.Message;
        }

        _file?.Dispose();
        _file = null;
    }

    private FileStream Open() => PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private void Rotate()
    {
        _file!.Dispose();
        _file = null;
        for (var i = Kept; i > 0; i--)
        {
            var from = i == 1 ? path : $"{path}.{i - 1}";
            if (File.Exists(from))
                File.Move(from, $"{path}.{i}", overwrite: true);
        }

        _file = Open();
    }
}
