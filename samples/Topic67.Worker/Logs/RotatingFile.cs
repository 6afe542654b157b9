namespace Topic67.Worker.Logs;

/// <summary>
/// Lines in a file that is rotated when it is full; older ones are FILE.1 to FILE.5. A new file is created with its first line, so that its last
/// line can always be read.
/// </summary>
internal sealed class RotatingFile(string path, long maxBytes) : IDisposable
{
    private const int Kept = 5;

    private readonly Lock _lock = new();
    private FileStream? _file;

    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            _file ??= Open();
            if (_file.Length > 0 && _file.Length + line.Length > maxBytes)
                Rotate();
            _file.Write(line);
            _file.Flush();
        }
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

    public void Dispose() => _file?.Dispose();

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Rotate()
    {
        _file!.Dispose();
        for (var i = Kept; i > 0; i--)
        {
            var from = i == 1 ? path : $"{path}.{i - 1}";
            if (File.Exists(from))
                File.Move(from, $"{path}.{i}", overwrite: true);
        }

        _file = Open();
    }
}
