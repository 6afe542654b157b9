using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allora.Sdk.DevNet.Journal;

/// <summary>
/// What happens to the chain and its nodes, one JSON object a line, for whoever reads it. Nothing is written while nobody does.
/// </summary>
internal sealed class ChainJournal(TimeProvider time, Func<long> height)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _faults;

    /// <summary>A line with its end. Handlers must not block.</summary>
    public event Action<byte[]>? Line;

    /// <summary>The next number of a fault.</summary>
    public int NextFault() => Interlocked.Increment(ref _faults);

    public void Write(string kind, Action<Utf8JsonWriter> fill) => Write(kind, height(), fill);

    public void Write(string kind, long at, Action<Utf8JsonWriter> fill)
    {
        if (Line is not { } line)
            return;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WriteString("at", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            writer.WriteNumber("height", at);
            fill(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        line(buffer.ToArray());
    }
}
