using System.Buffers;

namespace Allora.Sdk.Transactions.Encoding;

/// <summary>
/// Writes protobuf fields in the order given, defaults left out: the bytes that are signed must be exactly these, and few enough
/// allocations are made to sit on the way between a window's opening and its answer.
/// </summary>
internal sealed class ProtoBuffer
{
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public ProtoBuffer Varint(int field, ulong value)
    {
        if (value == 0)
            return this;
        Raw((ulong)(field << 3));
        Raw(value);
        return this;
    }

    public ProtoBuffer Int64(int field, long value) => Varint(field, unchecked((ulong)value));

    public ProtoBuffer Text(int field, string value)
    {
        if (value.Length == 0)
            return this;
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        Header(field, length);
        System.Text.Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
        return this;
    }

    public ProtoBuffer Bytes(int field, ReadOnlySpan<byte> value) => value.IsEmpty ? this : Message(field, value);

    /// <summary>An embedded message, written even where it is empty.</summary>
    public ProtoBuffer Message(int field, ReadOnlySpan<byte> value)
    {
        Header(field, value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtoBuffer Message(int field, ProtoBuffer value) => Message(field, value.Written);

    private void Header(int field, int length)
    {
        Raw((ulong)((field << 3) | LengthDelimited));
        Raw((ulong)length);
    }

    private void Raw(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            span[count++] = (byte)(value | 0x80);
        span[count++] = (byte)value;
        _bytes.Advance(count);
    }
}
