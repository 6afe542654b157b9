using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Some replies hold text that is not UTF-8 (the log of a refused fee grant). Go writes U+FFFD there; .NET does not even read them.</summary>
internal static class WireText
{
    /// <summary>Reads a message, replacing what is not UTF-8.</summary>
    public static IMessage Read(MessageDescriptor type, byte[] bytes)
    {
        try
        {
            return type.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return type.Parser.ParseFrom(Repair(type, ByteString.CopyFrom(bytes)));
        }
    }

    private static ByteString Repair(MessageDescriptor type, ByteString bytes)
    {
        using var buffer = new MemoryStream();
        var output = new CodedOutputStream(buffer);
        var input = bytes.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                Copy(tag, input, output);
                continue;
            }

            output.WriteTag(tag);
            output.WriteBytes(Repair(type.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)), input.ReadBytes()));
        }

        output.Flush();
        return ByteString.CopyFrom(buffer.ToArray());
    }

    private static ByteString Repair(FieldDescriptor? field, ByteString value) => field?.FieldType switch
    {
        FieldType.Message => Repair(field.MessageType, value),
        FieldType.String when !Utf8.IsValid(value.Span) => ByteString.CopyFromUtf8(Encoding.UTF8.GetString(value.Span)),
        _ => value,
    };

    private static void Copy(uint tag, CodedInputStream input, CodedOutputStream output)
    {
        output.WriteTag(tag);
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(input.ReadUInt64());
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteFixed64(input.ReadFixed64());
                break;
            default:
                output.WriteFixed32(input.ReadFixed32());
                break;
        }
    }
}
