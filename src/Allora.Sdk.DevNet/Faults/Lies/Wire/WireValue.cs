using System.Globalization;
using System.Numerics;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Faults.Lies.Wire;

/// <summary>Values of fields as their bytes on the wire, made from text or unreadable on purpose.</summary>
internal static class WireValue
{
    private static readonly byte[] NoMessage = [0x07, 0xFF, 0xFF, 0xFF, 0x07];
    private static readonly byte[] EndlessVarint = [.. Enumerable.Repeat((byte)0xFF, 11), 0x7F];

    /// <summary>The wire type of a field's single value.</summary>
    public static int TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String or FieldType.Bytes or FieldType.Message => WireField.Delimited,
        FieldType.Fixed64 or FieldType.SFixed64 or FieldType.Double => WireField.Fixed64,
        FieldType.Fixed32 or FieldType.SFixed32 or FieldType.Float => WireField.Fixed32,
        _ => WireField.Varint,
    };

    /// <summary>A field with a value that no reader can take: of numbers, one whose bytes never end.</summary>
    public static byte[] Garbage(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => WireField.Write(field.FieldNumber, WireField.Delimited, "\u0001garbage\u2603"u8),
        FieldType.Bytes or FieldType.Message => WireField.Write(field.FieldNumber, WireField.Delimited, NoMessage),
        _ => WireField.Write(field.FieldNumber, WireField.Varint, EndlessVarint),
    };

    /// <summary>A field with the value of a text. Throws <see cref="FormatException"/> for a text that the field's type cannot hold.</summary>
    public static byte[] Of(FieldDescriptor field, string text) => WireField.Write(field.FieldNumber, TypeOf(field), Payload(field, text));

    private static byte[] Payload(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => Encoding.UTF8.GetBytes(text),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => Time(text),
        FieldType.Bytes or FieldType.Message => Convert.FromBase64String(text),
        FieldType.Bool => [text switch
        {
            "true" => 1,
            "false" => 0,
            _ => throw new FormatException($"\"{text}\" is not true or false"),
        }],
        FieldType.Enum => Varint(field.EnumType.FindValueByName(text)?.Number ?? Number(text)),
        FieldType.Double => BitConverter.GetBytes(double.Parse(text, CultureInfo.InvariantCulture)),
        FieldType.Float => BitConverter.GetBytes(float.Parse(text, CultureInfo.InvariantCulture)),
        FieldType.Fixed64 or FieldType.SFixed64 => BitConverter.GetBytes(Bits(Number(text))),
        FieldType.Fixed32 or FieldType.SFixed32 => BitConverter.GetBytes((uint)Bits(Number(text))),
        FieldType.SInt32 or FieldType.SInt64 => Varint(Number(text) is var number && number.Sign < 0 ? (-number * 2) - 1 : number * 2),
        _ => Varint(Number(text)),
    };

    private static BigInteger Number(string text) => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"\"{text}\" is not a whole number");

    private static byte[] Varint(BigInteger number)
    {
        List<byte> bytes = [];
        WireField.AddVarint(bytes, Bits(number));
        return [.. bytes];
    }

    private static byte[] Time(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? Timestamp.FromDateTimeOffset(time).ToByteArray()
        : Convert.FromBase64String(text);

    private static ulong Bits(BigInteger number) => (ulong)(number & ulong.MaxValue);
}
