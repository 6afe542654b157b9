using System.Collections;
using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Values;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>
/// Messages as a node's gateway writes them: proto names, every field, null for absent messages and empty bytes,
/// 64-bit numbers as texts. protobuf's own JsonFormatter leaves out what is absent and knows no LegacyDec.
/// </summary>
internal static class GatewayJson
{
    public static void Write(Utf8JsonWriter writer, IMessage message)
    {
        writer.WriteStartObject();
        WriteFields(writer, message);
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            // Of a oneof only the member that is set appears.
            if (field.RealContainingOneof is { } choice && choice.Accessor.GetCaseFieldDescriptor(message) != field)
                continue;
            writer.WritePropertyName(field.Name);
            var value = field.HasPresence && !field.Accessor.HasValue(message) ? null : field.Accessor.GetValue(message);
            if (field.IsMap)
                WriteMap(writer, field, (IDictionary)value!);
            else if (field.IsRepeated)
                WriteList(writer, field, (IList)value!);
            else
                WriteValue(writer, field, value, isElement: false);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, FieldDescriptor field, IList values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            WriteValue(writer, field, value, isElement: true);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, FieldDescriptor field, IDictionary entries)
    {
        var valueField = field.MessageType.FindFieldByNumber(2);
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in entries)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            WriteValue(writer, valueField, entry.Value, isElement: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, FieldDescriptor field, object? value, bool isElement)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(ScaledDecimals.Contains(field) ? ScaledDecimals.ToDecimal(text) : PlainDecimals.Of(field, text));
                break;
            case ByteString bytes:
                WriteBytes(writer, field, bytes, isElement);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long or ulong:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case uint number:
                writer.WriteNumberValue(number);
                break;
            case double or float:
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IMessage message:
                WriteMessage(writer, message);
                break;
            default:
                WriteInt32OrEnum(writer, field, Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteBytes(Utf8JsonWriter writer, FieldDescriptor field, ByteString bytes, bool isElement)
    {
        if (ScaledDecimals.Contains(field))
            writer.WriteStringValue(ScaledDecimals.ToDecimal(bytes.ToStringUtf8()));
        else if (bytes.IsEmpty && !isElement)
            writer.WriteNullValue();
        else
            writer.WriteBase64StringValue(bytes.Span);
    }

    private static void WriteInt32OrEnum(Utf8JsonWriter writer, FieldDescriptor field, int value)
    {
        if (field.FieldType == FieldType.Enum && field.EnumType.FindValueByNumber(value) is { } named)
            writer.WriteStringValue(named.Name);
        else
            writer.WriteNumberValue(value);
    }

    private static void WriteMessage(Utf8JsonWriter writer, IMessage message)
    {
        switch (message)
        {
            case Timestamp time:
                writer.WriteStringValue(GoTimestamp.Format(time));
                break;
            case Duration duration:
                writer.WriteStringValue(Seconds(duration));
                break;
            case Any any:
                WriteAny(writer, any);
                break;
            default:
                Write(writer, message);
                break;
        }
    }

    private static void WriteAny(Utf8JsonWriter writer, Any any)
    {
        var name = Any.GetTypeName(any.TypeUrl);
        var descriptor = KnownTypes.Registry.Find(name)
            ?? throw new InvalidOperationException($"unable to resolve type URL {any.TypeUrl}");
        writer.WriteStartObject();
        writer.WriteString("@type"u8, any.TypeUrl);
        WriteFields(writer, descriptor.Parser.ParseFrom(any.Value));
        writer.WriteEndObject();
    }

    private static string Seconds(Duration duration)
    {
        var text = $"{duration.Seconds}.{Math.Abs(duration.Nanos):D9}".TrimEnd('0').TrimEnd('.');
        return (duration is { Seconds: 0, Nanos: < 0 } ? "-" : "") + text + "s";
    }
}
