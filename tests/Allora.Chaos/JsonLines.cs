using System.Globalization;
using System.Text.Json;

namespace Allora.Chaos;

/// <summary>A log of one JSON object a line: when (Unix milliseconds of this machine's clock), what, and its fields. Each line leaves in one write.</summary>
internal sealed class JsonLines(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private bool _closed;

    /// <summary>The machine's clock, which every process of a run shares.</summary>
    public static double Now => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public void Write(string what, params (string Name, object? Value)[] fields) => WriteAt(Now, what, fields);

    public void WriteAt(double time, string what, params (string Name, object? Value)[] fields)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("t");
            writer.WriteRawValue(time.ToString("F3", CultureInfo.InvariantCulture));
            writer.WriteString("ev", what);
            foreach (var (name, value) in fields)
            {
                if (value is null)
                    continue;
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value);
            }

            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_lock)
        {
            if (!_closed)
                _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _file.Dispose();
        }
    }
}
