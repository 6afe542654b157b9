using System.Text.Json;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings.Transactions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// Reads a gateway's JSON into the bytes that gRPC would have carried, by the message's descriptor. Enum names and Any types that are not known
/// are skipped, and of unknown fields only the names are kept (<see cref="UnknownNames"/>): a newer chain may have more. protobuf's own parser rejects such types and does not support LegacyDec.
/// </summary>
internal static class JsonToWire
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 128 };

    /// <exception cref="JsonException">It is not JSON, or not of this type's shape.</exception>
    public static byte[] Read(ReadOnlySpan<byte> json, MessageDescriptor type)
    {
        var reader = new Utf8JsonReader(json, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"The reply is not a {type.Name}.");
        var writer = new ProtoWriter(Math.Max(256, json.Length));
        ReadFields(ref reader, type, ref writer);
        // Throws if anything but white space follows the object.
        reader.Read();
        return writer.Finish();
    }

    private static void ReadFields(ref Utf8JsonReader reader, MessageDescriptor type, ref ProtoWriter writer)
    {
        var byName = JsonFields.Of(type);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var known = byName.TryGetValue(name, out var field);
            if (!known && name != "@type")
                writer.Text(UnknownNames.Field, name);
            reader.Read();
            if (!known || reader.TokenType == JsonTokenType.Null)
                reader.Skip();
            else if (!field!.IsRepeated)
                ReadValue(ref reader, field, ref writer);
            else
                ReadList(ref reader, field, ref writer);
        }
    }

    private static void ReadList(ref Utf8JsonReader reader, FieldDescriptor field, ref ProtoWriter writer)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Unexpected(field, reader.TokenType);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
                ReadValue(ref reader, field, ref writer);
        }
    }

    private static void ReadValue(ref Utf8JsonReader reader, FieldDescriptor field, ref ProtoWriter writer)
    {
        if (field.FieldType == FieldType.Message)
        {
            ReadMessage(ref reader, field, ref writer);
            return;
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw Unexpected(field, reader.TokenType);
        var always = field.IsRepeated || field.HasPresence;
        switch (field.FieldType)
        {
            case FieldType.String:
                JsonScalar.WriteText(ref reader, field, always, ref writer);
                break;
            case FieldType.Bytes:
                JsonScalar.WriteBytes(ref reader, field, always, ref writer);
                break;
            default:
                if (JsonScalar.Number(ref reader, field) is { } number && (number != 0 || always))
                    writer.UInt64Always(field.FieldNumber, number);
                break;
        }
    }

    private static void ReadMessage(ref Utf8JsonReader reader, FieldDescriptor field, ref ProtoWriter writer)
    {
        var type = field.MessageType;
        if (type.FullName == Timestamp.Descriptor.FullName)
        {
            writer.BytesAlways(field.FieldNumber, JsonTimes.ParseTime(JsonScalar.Text(ref reader, field)).ToByteArray());
        }
        else if (type.FullName == Duration.Descriptor.FullName)
        {
            writer.BytesAlways(field.FieldNumber, JsonTimes.ParseDuration(JsonScalar.Text(ref reader, field)).ToByteArray());
        }
        else if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected(field, reader.TokenType);
        }
        else
        {
            var message = writer.Begin(field.FieldNumber);
            if (type.FullName == Any.Descriptor.FullName)
                ReadAny(ref reader, ref writer);
            else
                ReadFields(ref reader, type, ref writer);
            writer.End(message);
        }
    }

    private static void ReadAny(ref Utf8JsonReader reader, ref ProtoWriter writer)
    {
        var url = TypeOf(reader);
        writer.Text(Any.TypeUrlFieldNumber, url);
        if (ChainTypes.FindByUrl(url) is not { } type)
        {
            reader.Skip();
            return;
        }

        var value = writer.Begin(Any.ValueFieldNumber);
        // "@type" is not a field of the message, so it is skipped.
        ReadFields(ref reader, type, ref writer);
        writer.End(value);
    }

    // The members of an object may have any order, so the type is found first, with a copy of the reader.
    private static string TypeOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("@type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                return reader.GetString()!;
            reader.Skip();
        }

        return "";
    }

    private static JsonException Unexpected(FieldDescriptor field, JsonTokenType token) => new($"The reply's {field.FullName} is a {token}.");
}
