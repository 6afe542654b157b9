using System.Text;

namespace Allora.Sdk.Chain.Wire;

/// <summary>
/// Reads protobuf fields one after the other from bytes. Unlike the generated types, it accepts text that is not UTF-8, which the chain
/// sends in some errors, and it skips unused fields without building objects.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    // Blocks hold some 10^8.
    private const ulong MostGas = 1_000_000_000_000;

    private ReadOnlySpan<byte> _rest = bytes;
    private int _wireType;

    /// <summary>The number of the current field, see <see cref="Next"/>.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field holds bytes (a message, bytes, text or packed numbers) instead of a number.</summary>
    public readonly bool IsBytes => _wireType == 2;

    /// <summary>Moves to the next field. Returns false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        if (tag > uint.MaxValue)
            throw Malformed();
        Field = (int)(tag >> 3);
        _wireType = (int)(tag & 7);
        return true;
    }

    /// <summary>If the bytes are packed numbers: moves to the next one. Returns false at the end.</summary>
    public bool NextPacked(out ulong value)
    {
        value = 0;
        if (_rest.IsEmpty)
            return false;
        value = Varint();
        return true;
    }

    /// <summary>The field's number, also for booleans and enums.</summary>
    public ulong Number()
    {
        Expect(0);
        return Varint();
    }

    /// <summary>The field's number as gas: no block holds as much as the limit, so that sums and margins of gas stay far from an overflow.</summary>
    public ulong Gas()
    {
        var gas = Number();
        return gas <= MostGas ? gas : throw new InvalidDataException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The reply's gas is {gas}, more than any block holds."));
    }

    /// <summary>The field's bytes: a message, bytes or text.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(2);
        return Take(Varint());
    }

    /// <summary>The field's text; bytes that are not UTF-8 become the replacement character.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Skips the field.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case 0: Varint(); break;
            case 1: Take(8); break;
            case 2: Take(Varint()); break;
            case 5: Take(4); break;
            default: throw Malformed();
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            var part = _rest[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw Malformed();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private readonly void Expect(int wireType)
    {
        if (_wireType != wireType)
            throw Malformed();
    }

    private static InvalidDataException Malformed() => new("The reply is not a protobuf message of the expected kind.");
}
