using System.Collections;
using System.Globalization;
using Allora.Sdk.DevNet.Values;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Puts texts from paths and queries into a request's fields, nested ones by dotted names.</summary>
internal static class FieldBinder
{
    /// <summary>Sets the field that a dotted name leads to; names that lead nowhere are ignored, as a node does.</summary>
    public static void Bind(IMessage message, string path, IReadOnlyList<string?> values)
    {
        var names = path.Split('.');
        for (var i = 0; i < names.Length; i++)
        {
            var field = Find(message.Descriptor, names[i]);
            if (field is null)
                return;
            if (i == names.Length - 1)
            {
                Set(message, field, path, values);
                return;
            }

            if (field.IsRepeated || field.FieldType != FieldType.Message)
                return;
            message = Descend(message, field);
        }
    }

    private static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.FindFieldByName(name) ?? type.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name);

    private static IMessage Descend(IMessage message, FieldDescriptor field)
    {
        if (field.Accessor.GetValue(message) is IMessage existing)
            return existing;
        var created = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        field.Accessor.SetValue(message, created);
        return created;
    }

    private static void Set(IMessage message, FieldDescriptor field, string path, IReadOnlyList<string?> values)
    {
        if (field.IsMap)
            return;
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            foreach (var value in values)
                list.Add(Convert(field, value ?? ""));
            return;
        }

        if (values.Count > 1)
            throw new FormatException($"too many values for field \"{path}\": {string.Join(", ", values)}");
        if (values.Count == 1)
            field.Accessor.SetValue(message, Convert(field, values[0] ?? ""));
    }

    private static object Convert(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Bytes => ByteString.CopyFrom(Bytes(text)),
        FieldType.Bool => GoNumber.Bool(text),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => GoNumber.Signed(text, long.MinValue, long.MaxValue),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)GoNumber.Signed(text, int.MinValue, int.MaxValue),
        FieldType.UInt64 or FieldType.Fixed64 => GoNumber.Unsigned(text, ulong.MaxValue),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)GoNumber.Unsigned(text, uint.MaxValue),
        FieldType.Double => double.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Float => float.Parse(text, CultureInfo.InvariantCulture),
        FieldType.Enum => EnumValue(field.EnumType, text),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName =>
            GoTime.ParseTime(text) is { } time ? Timestamp.FromDateTimeOffset(time) : throw new FormatException($"bad timestamp {text}"),
        _ => throw new FormatException($"unexpected type {field.FieldType}"),
    };

    private static byte[] Bytes(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/');
        return Rpc.Json.GoText.TryBase64(standard, out var bytes, out var error) ? bytes : throw new FormatException(error);
    }

    private static int EnumValue(EnumDescriptor type, string text)
    {
        var value = type.FindValueByName(text)
            ?? (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? type.FindValueByNumber(number) : null);
        return value?.Number ?? throw new FormatException($"{text} is not valid");
    }
}
