using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Scalars in the form of REST paths, queries and JSON strings.</summary>
internal static class WireText
{
    public static string Of(FieldDescriptor field, WireField value) => field.FieldType switch
    {
        FieldType.String => Scaled(field, Encoding.UTF8.GetString(value.Bytes.Span)),
        FieldType.Bytes => ScaledDecimals.Contains(field)
            ? ScaledDecimals.ToJson(Encoding.UTF8.GetString(value.Bytes.Span))
            : Convert.ToBase64String(value.Bytes.Span),
        FieldType.Bool => value.Value == 0 ? "false" : "true",
        FieldType.Enum => field.EnumType.FindValueByNumber((int)value.Value)?.Name ?? Text((int)value.Value),
        FieldType.Int32 => Text((int)value.Value),
        FieldType.Int64 => Text((long)value.Value),
        FieldType.UInt32 or FieldType.UInt64 => value.Value.ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{field.FullName}: a {field.FieldType} cannot be sent over REST."),
    };

    private static string Scaled(FieldDescriptor field, string text) => ScaledDecimals.Contains(field) ? ScaledDecimals.ToJson(text) : PlainDecimals.ToJson(field, text);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
