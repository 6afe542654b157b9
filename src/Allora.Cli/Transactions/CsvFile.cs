using System.Text;

namespace Allora.Cli.Transactions;

/// <summary>A CSV file that can be continued: whole lines are kept, a torn last one is dropped.</summary>
internal sealed class CsvFile : IAsyncDisposable
{
    public const string Header = "height,time,hash,code,codespace,gas_limit,gas_used,fee,messages,topic,nonce,memo";

    private readonly StreamWriter _writer;

    private CsvFile(string path, FileStream stream, int rows)
    {
        (Path, Rows) = (path, rows);
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    public string Path { get; }

    /// <summary>The number of its transactions.</summary>
    public int Rows { get; private set; }

    public static CsvFile Open(string path)
    {
        var (rows, length) = WholeLines(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(length);
        stream.Seek(0, SeekOrigin.End);
        var file = new CsvFile(path, stream, rows);
        if (length == 0)
            file._writer.WriteLine(Header);
        return file;
    }

    public async Task AddAsync(IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        await _writer.WriteLineAsync(string.Join(',', fields.Select(Quoted)).AsMemory(), cancellationToken);
        Rows++;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>A field with quotes if it needs them, and never a formula.</summary>
    public static string Quoted(string field)
    {
        // A spreadsheet evaluates a cell that begins with one of these: a memo is untrusted text.
        var safe = field.Length > 0 && "=+-@".Contains(field[0], StringComparison.Ordinal) ? "'" + field : field;
        safe = safe.ReplaceLineEndings(" ");
        return safe.AsSpan().IndexOfAny(',', '"') < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static (int Rows, long Length) WholeLines(string path)
    {
        if (!File.Exists(path))
            return (0, 0);
        var bytes = File.ReadAllBytes(path);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end == 0)
            return (0, 0);
        return Encoding.UTF8.GetString(bytes, 0, Array.IndexOf(bytes, (byte)'\n')) == Header
            ? (bytes.AsSpan(0, end).Count((byte)'\n') - 1, end)
            : throw new IOException($"{path} is not an export of this command: its first line differs. Give another file.");
    }
}
