using System.Buffers;
using System.Text;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings.Transactions;

/// <summary>
/// Writes proto3 by hand, since every byte is signed: fields in the caller's order, defaults omitted unless a method says
/// "always". The chain re-encodes what it verifies, so nothing here may depend on a library's choices.
/// </summary>
internal ref struct ProtoWriter
{
    private const int VarintKind = 0;
    private const int LengthKind = 2;
    private const int LongestVarint = 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer;
    private int _length;

    public ProtoWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Returns the bytes and ends the writer's use. A writer that is abandoned before only costs the pool an array.</summary>
    public byte[] Finish()
    {
        var result = _buffer.AsSpan(0, _length).ToArray();
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
        return result;
    }

    public void UInt64(int field, ulong value)
    {
        if (value == 0)
            return;
        Tag(field, VarintKind);
        Varint(value);
    }

    /// <summary>Also writes zero: an element of a repeated field, or a field whose presence counts.</summary>
    public void UInt64Always(int field, ulong value)
    {
        Tag(field, VarintKind);
        Varint(value);
    }

    public void Int64(int field, long value) => UInt64(field, (ulong)value);

    public void Bool(int field, bool value) => UInt64(field, value ? 1ul : 0ul);

    public void Bytes(int field, scoped ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            BytesAlways(field, value);
    }

    /// <summary>Also writes an empty value: an element of a repeated field, or a message without fields.</summary>
    public void BytesAlways(int field, scoped ReadOnlySpan<byte> value)
    {
        Tag(field, LengthKind);
        Varint((ulong)value.Length);
        value.CopyTo(Claim(value.Length));
    }

    /// <summary>Writes text as UTF-8; halves of surrogate pairs throw instead of silently becoming question marks.</summary>
    public void Text(int field, string value)
    {
        if (value.Length == 0)
            return;
        var count = StrictUtf8.GetByteCount(value);
        Tag(field, LengthKind);
        Varint((ulong)count);
        StrictUtf8.GetBytes(value, Claim(count));
    }

    /// <summary>Writes the canonical spelling of a decimal, zero included.</summary>
    public void DecimalAlways(int field, ChainDecimal value)
    {
        var message = Begin(field);
        Reserve(64);
        if (value.TryFormat(_buffer.AsSpan(_length), out var written))
        {
            _length += written;
        }
        else
        {
            var text = value.ToString();
            Encoding.ASCII.GetBytes(text, Claim(text.Length));
        }

        End(message);
    }

    /// <summary>Starts a nested message, which is written even if nothing follows before <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, LengthKind);
        Claim(1);
        return _length;
    }

    /// <summary>Ends the nested message that began at the mark.</summary>
    public void End(int mark)
    {
        // One byte is reserved for the length; the few messages of 128 bytes and more move up to make room.
        var length = _length - mark;
        var extra = VarintLength((ulong)length) - 1;
        if (extra > 0)
        {
            Claim(extra);
            _buffer.AsSpan(mark, length).CopyTo(_buffer.AsSpan(mark + extra));
        }

        WriteVarint(_buffer.AsSpan(mark - 1), (ulong)length);
    }

    private void Tag(int field, int kind) => Varint(((ulong)field << 3) | (uint)kind);

    private void Varint(ulong value)
    {
        Reserve(LongestVarint);
        _length += WriteVarint(_buffer.AsSpan(_length), value);
    }

    private Span<byte> Claim(int count)
    {
        Reserve(count);
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static int WriteVarint(Span<byte> target, ulong value)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
            target[at++] = (byte)(value | 0x80);
        target[at++] = (byte)value;
        return at;
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
            length++;
        return length;
    }
}
