namespace Allora.Sdk.DevNet.Faults.Lies.Wire;

/// <summary>One field on the wire: its number, its wire type, its bytes with the tag and without.</summary>
internal readonly record struct WireField(int Number, int WireType, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Delimited = 2;
    public const int Fixed32 = 5;

    /// <summary>The fields of a message in the order of the wire; null if the bytes are not a message.</summary>
    public static List<WireField>? Read(ReadOnlyMemory<byte> message)
    {
        List<WireField> fields = [];
        for (var at = 0; at < message.Length;)
        {
            var start = at;
            if (!TryVarint(message.Span, ref at, out var tag))
                return null;
            var payload = at;
            switch ((int)(tag & 7))
            {
                case Varint when TryVarint(message.Span, ref at, out _):
                    break;
                case Fixed64:
                    at += 8;
                    break;
                case Fixed32:
                    at += 4;
                    break;
                case Delimited when TryVarint(message.Span, ref at, out var length) && length <= (ulong)(message.Length - at):
                    payload = at;
                    at += (int)length;
                    break;
                default:
                    return null;
            }

            if (at > message.Length)
                return null;
            fields.Add(new WireField((int)(tag >> 3), (int)(tag & 7), message[start..at], message[payload..at]));
        }

        return fields;
    }

    /// <summary>A field with its tag, and its length if the type has one.</summary>
    public static byte[] Write(int number, int wireType, ReadOnlySpan<byte> payload)
    {
        List<byte> bytes = [];
        AddVarint(bytes, ((ulong)number << 3) | (uint)wireType);
        if (wireType == Delimited)
            AddVarint(bytes, (ulong)payload.Length);
        return [.. bytes, .. payload];
    }

    public static void AddVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }

    /// <summary>The length of the scalar that begins here, in a packed list.</summary>
    public static int ScalarLength(ReadOnlySpan<byte> packed, int wireType)
    {
        var at = 0;
        return wireType switch
        {
            Fixed64 => 8,
            Fixed32 => 4,
            _ => TryVarint(packed, ref at, out _) ? at : packed.Length,
        };
    }

    private static bool TryVarint(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70 && at < bytes.Length; shift += 7)
        {
            var next = bytes[at++];
            if (shift < 64)
                value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return true;
        }

        return false;
    }
}
