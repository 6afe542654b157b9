using System.Globalization;
using System.Text;
using System.Text.Json;
using Allora.Sdk.Encodings.Transactions;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>A JSON scalar as a field's value on the wire.</summary>
internal static class JsonScalar
{
    public static void WriteText(ref Utf8JsonReader reader, FieldDescriptor field, bool always, ref ProtoWriter writer)
    {
        var text = Text(ref reader, field);
        if (text.Length == 0 && always)
            writer.BytesAlways(field.FieldNumber, default);
        else
            writer.Text(field.FieldNumber, ScaledDecimals.Contains(field) ? ScaledDecimals.ToWire(text) : PlainDecimals.ToWire(field, text));
    }

    public static void WriteBytes(ref Utf8JsonReader reader, FieldDescriptor field, bool always, ref ProtoWriter writer)
    {
        var text = Text(ref reader, field);
        var bytes = ScaledDecimals.Contains(field) ? Encoding.ASCII.GetBytes(ScaledDecimals.ToWire(text)) : Base64(text);
        if (always)
            writer.BytesAlways(field.FieldNumber, bytes);
        else
            writer.Bytes(field.FieldNumber, bytes);
    }

    public static string Text(ref Utf8JsonReader reader, FieldDescriptor field) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => throw new JsonException($"The reply's {field.FullName} is a {reader.TokenType}."),
    };

    /// <summary>Numbers, booleans and enums as a varint; null for an unknown name of an enum.</summary>
    public static ulong? Number(ref Utf8JsonReader reader, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.Bool)
            return reader.TokenType is JsonTokenType.True ? 1ul : 0ul;
        var text = Text(ref reader, field);
        switch (field.FieldType)
        {
            case FieldType.Enum:
                if (field.EnumType.FindValueByName(text) is { } named)
                    return (ulong)(long)named.Number;
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (ulong)(long)number : null;
            case FieldType.UInt32 or FieldType.UInt64:
                return ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            case FieldType.Int32 or FieldType.Int64:
                return (ulong)long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            default:
                throw new NotSupportedException($"{field.FullName}: a {field.FieldType} cannot be read over REST.");
        }
    }

    private static byte[] Base64(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'));
}
