using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Turns an event message into the event that a node shows: attributes by name, each value as JSON.</summary>
internal static class TypedEvents
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event, named after another package where the schema has the same event under another name.</summary>
    public static AbciEvent Of(IMessage message, string? typeName = null)
    {
        var descriptor = message.Descriptor;
        return new AbciEvent(
            typeName ?? descriptor.FullName,
            [
                .. descriptor.Fields.InDeclarationOrder()
                    .OrderBy(static field => field.Name, StringComparer.Ordinal)
                    .Select(field => new AbciAttribute(field.Name, Value(field, message))),
            ]);
    }

    private static string Value(FieldDescriptor field, IMessage message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json))
            Write(writer, field, field.Accessor.GetValue(message));
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, FieldDescriptor field, object? value)
    {
        if (!field.IsRepeated)
        {
            WriteOne(writer, field, value);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in (System.Collections.IEnumerable)value!)
            WriteOne(writer, field, item);
        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, FieldDescriptor field, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case uint number:
                writer.WriteNumberValue(number);
                break;
            case int number when field.FieldType != FieldType.Enum:
                writer.WriteNumberValue(number);
                break;
            case long or ulong:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case string text when IsMatrix(field, text):
                writer.WriteRawValue(text);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ByteString { IsEmpty: true }:
                writer.WriteNullValue();
                break;
            case ByteString bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case IMessage inner:
                WriteMessage(writer, inner);
                break;
            default:
                writer.WriteStringValue(field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture)).Name);
                break;
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, IMessage message)
    {
        writer.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            writer.WritePropertyName(field.Name);
            Write(writer, field, field.Accessor.GetValue(message));
        }

        writer.WriteEndObject();
    }

    /// <summary>The chain's arrays and matrices of decimals are strings to protobuf and JSON lists to readers.</summary>
    private static bool IsMatrix(FieldDescriptor field, string text) =>
        text.StartsWith('[') && field.ContainingType.Name is "EventNetworkInferenceBundle" or "EventValueBundle";
}
