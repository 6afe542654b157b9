using Allora.Sdk.Chain.Wire;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>A field of a message as it is on the wire: a number, or bytes.</summary>
internal readonly record struct WireField(int Number, bool IsBytes, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The fields of a message in the order in which they were written.</summary>
    public static List<WireField> Read(ReadOnlyMemory<byte> message)
    {
        List<WireField> fields = [];
        var reader = new ProtoReader(message.Span);
        while (reader.Next())
        {
            if (reader.IsBytes)
                fields.Add(new(reader.Field, true, 0, reader.Bytes().ToArray()));
            else
                fields.Add(new(reader.Field, false, reader.Number(), default));
        }

        return fields;
    }

    /// <summary>The values of one field: only the last one unless it is repeated; packed numbers one by one.</summary>
    public static List<WireField> Of(FieldDescriptor field, List<WireField> all)
    {
        List<WireField> values = [];
        foreach (var value in all)
        {
            if (value.Number != field.FieldNumber)
                continue;
            if (!field.IsRepeated)
                values.Clear();
            if (value.IsBytes && field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Message))
                Unpack(value, values);
            else
                values.Add(value);
        }

        return values;
    }

    private static void Unpack(WireField packed, List<WireField> values)
    {
        var reader = new ProtoReader(packed.Bytes.Span);
        while (reader.NextPacked(out var value))
            values.Add(new(packed.Number, false, value, default));
    }
}
