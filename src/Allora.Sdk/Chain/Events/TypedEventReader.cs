using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Mint.V5;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Events;

/// <summary>
/// Turns a chain event into a generated message. Attributes are JSON, each by its field's name; those without a field (the node adds a "mode"),
/// and values that cannot be read, are skipped.
/// </summary>
internal static class TypedEventReader
{
    /// <summary>Returns null for an event of another module.</summary>
    public static TypedEvent? Read(ChainEvent raw, long height, string? transactionHash = null)
    {
        if (!IsTyped(raw.Type))
            return null;
        var read = new TypedEvent { Raw = raw, Height = height, TransactionHash = transactionHash };
        if (TypeOf(raw.Type) is not { } type)
            return read;
        var bytes = BytesOf(raw, type);
        return read with { Message = type.Parser.ParseFrom(bytes), TopicId = TopicOf(bytes, type) };
    }

    private static bool IsTyped(string type) => type.StartsWith("emissions.v", StringComparison.Ordinal) || type.StartsWith("mint.v", StringComparison.Ordinal);

    // The mint module's events are in an older package than its messages; this one has the fields of the query's reply.
    private static MessageDescriptor? TypeOf(string name) =>
        name.StartsWith("mint.", StringComparison.Ordinal) && name.EndsWith(".EventEmissionInfo", StringComparison.Ordinal)
            ? QueryServiceEmissionInfoResponse.Descriptor
            : ChainTypes.Messages.Find(name);

    public static byte[] BytesOf(ChainEvent raw, MessageDescriptor type)
    {
        var fields = JsonFields.Of(type);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (key, value) in raw.Attributes)
            {
                if (!fields.TryGetValue(key, out var field) || !Fits(field, value, type))
                    continue;
                Write(json, field, value);
            }

            json.WriteEndObject();
        }

        return JsonToWire.Read(buffer.ToArray(), type);
    }

    // Lists and matrices of decimals are strings to protobuf (math.DecArray, math.DecMatrix), and JSON lists in an event: their text is the value.
    private static void Write(Utf8JsonWriter json, FieldDescriptor field, string value)
    {
        if (field is { FieldType: FieldType.String, IsRepeated: false } && value.AsSpan().TrimStart() is ['[', ..])
        {
            json.WriteString(field.Name, value);
            return;
        }

        json.WritePropertyName(field.Name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    // One value of an unexpected kind must not make the whole event unreadable.
    private static bool Fits(FieldDescriptor field, string value, MessageDescriptor type)
    {
        try
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                Write(json, field, value);
                json.WriteEndObject();
            }

            JsonToWire.Read(buffer.ToArray(), type);
            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            return false;
        }
    }

    private static ulong? TopicOf(ReadOnlyMemory<byte> bytes, MessageDescriptor type)
    {
        if (type.FindFieldByName("topic_id") is { FieldType: FieldType.UInt64 } id)
            return WireField.Of(id, WireField.Read(bytes)) is [.., var value] ? value.Value : 0;
        // The event of a created topic holds the whole topic.
        return type.FindFieldByName("topic") is { FieldType: FieldType.Message, IsRepeated: false } topic
            && topic.MessageType.FindFieldByName("id") is { FieldType: FieldType.UInt64 } inner
            && WireField.Of(topic, WireField.Read(bytes)) is [.., var whole]
            && WireField.Of(inner, WireField.Read(whole.Bytes)) is [.., var number]
            ? number.Value
            : null;
    }
}
