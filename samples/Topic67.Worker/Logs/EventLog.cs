using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Allora.Sdk;

namespace Topic67.Worker.Logs;

/// <summary>JSON lines of timestamp, event, message and data, for tail, grep and jq.</summary>
internal sealed class EventLog(RotatingFile file, TimeProvider time)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(string name, string message, params ReadOnlySpan<(string Key, object? Value)> data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("event", name);
            json.WriteString("message", SafeText.OneLine(message));
            json.WriteStartObject("data");
            foreach (var (key, value) in data)
                Value(json, key, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        file.Write(buffer.WrittenSpan);
    }

    private static void Value(Utf8JsonWriter json, string key, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case long or int or ulong:
                json.WriteNumber(key, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumber(key, number);
                break;
            case DateTimeOffset moment:
                json.WriteString(key, moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteString(key, SafeText.OneLine(value.ToString() ?? ""));
                break;
        }
    }
}
