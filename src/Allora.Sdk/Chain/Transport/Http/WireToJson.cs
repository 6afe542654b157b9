using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// Writes a serialised message as the JSON that a node's gateway reads, by its descriptor: protobuf's own formatter reads messages through
/// accessors that need code generated at run time, and does not support LegacyDec.
/// </summary>
internal static class WireToJson
{
    public static byte[] Write(ReadOnlyMemory<byte> message, MessageDescriptor type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            WriteMessage(json, message, type);
        return buffer.ToArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlyMemory<byte> message, MessageDescriptor type)
    {
        if (type.FullName == Any.Descriptor.FullName)
        {
            WriteAny(json, Any.Parser.ParseFrom(message.Span));
            return;
        }

        json.WriteStartObject();
        WriteFields(json, message, type);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, ReadOnlyMemory<byte> message, MessageDescriptor type)
    {
        var all = WireField.Read(message);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var values = WireField.Of(field, all);
            if (values.Count == 0)
                continue;
            json.WritePropertyName(field.Name);
            if (field.IsRepeated)
                json.WriteStartArray();
            foreach (var value in values)
                WriteValue(json, field, value);
            if (field.IsRepeated)
                json.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter json, FieldDescriptor field, WireField value)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName:
                json.WriteStringValue(JsonTimes.Format(Timestamp.Parser.ParseFrom(value.Bytes.Span)));
                break;
            case FieldType.Message when field.MessageType.FullName == Duration.Descriptor.FullName:
                json.WriteStringValue(JsonTimes.Format(Duration.Parser.ParseFrom(value.Bytes.Span)));
                break;
            case FieldType.Message:
                WriteMessage(json, value.Bytes, field.MessageType);
                break;
            case FieldType.Bool:
                json.WriteBooleanValue(value.Value != 0);
                break;
            case FieldType.Int32:
                json.WriteNumberValue((int)value.Value);
                break;
            case FieldType.UInt32:
                json.WriteNumberValue((uint)value.Value);
                break;
            default:
                json.WriteStringValue(WireText.Of(field, value));
                break;
        }
    }

    private static void WriteAny(Utf8JsonWriter json, Any any)
    {
        var type = ChainTypes.FindByUrl(any.TypeUrl)
            ?? throw new NotSupportedException($"A message of type {any.TypeUrl} is unknown and cannot be written as JSON. Use a gRPC endpoint.");
        json.WriteStartObject();
        json.WriteString("@type"u8, any.TypeUrl);
        WriteFields(json, any.Value.Memory, type);
        json.WriteEndObject();
    }
}
