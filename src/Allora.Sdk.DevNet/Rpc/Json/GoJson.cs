using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allora.Sdk.DevNet.Rpc.Json;

/// <summary>JSON as Go's encoder writes it: nothing escaped that need not be, except &lt;, &gt; and &amp;.</summary>
internal static class GoJson
{
    /// <summary>Options of every writer whose bytes go to a client.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly SearchValues<byte> Html = SearchValues.Create("<>&"u8);

    /// <summary>Copies finished JSON and escapes what Go escapes for HTML; those bytes occur only inside strings.</summary>
    public static void CopyEscaped(ReadOnlySpan<byte> json, IBufferWriter<byte> target)
    {
        while (json.IndexOfAny(Html) is >= 0 and var at)
        {
            target.Write(json[..at]);
            target.Write(json[at] switch
            {
                (byte)'<' => "\\u003c"u8,
                (byte)'>' => "\\u003e"u8,
                _ => "\\u0026"u8,
            });
            json = json[(at + 1)..];
        }

        target.Write(json);
    }

    /// <summary>Writes JSON with <paramref name="write"/> and gives its bytes as Go's encoder would spell them.</summary>
    public static byte[] Build<TState>(TState state, Action<TState, Utf8JsonWriter> write)
    {
        var raw = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(raw, WriterOptions))
            write(state, writer);
        if (raw.WrittenSpan.IndexOfAny(Html) < 0)
            return raw.WrittenSpan.ToArray();
        var escaped = new ArrayBufferWriter<byte>(raw.WrittenCount + 64);
        CopyEscaped(raw.WrittenSpan, escaped);
        return escaped.WrittenSpan.ToArray();
    }
}
