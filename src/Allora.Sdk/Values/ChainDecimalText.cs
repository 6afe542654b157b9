using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Allora.Sdk.Values;

/// <summary>Reads and writes the chain's spelling of decimals.</summary>
internal static class ChainDecimalText
{
    // The chain's decimal library rejects larger exponents.
    private const int ExponentLimit = 100_000;
    private const int UInt64SafeDigits = 19;
    private const int UInt128Digits = 39;
    private const int LowestPlainExponent = -6;

    public static bool TryRead(ReadOnlySpan<char> text, out ChainDecimal value, out string? why)
    {
        value = default;
        var rest = text;
        var negative = rest is ['-', ..];
        if (negative || rest is ['+', ..])
            rest = rest[1..];
        long exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!TryReadExponent(rest[(mark + 1)..], out exponent))
                return No(text, "has no usable exponent after its E", out why);
            rest = rest[..mark];
        }

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || HasOtherThanDigits(whole) || HasOtherThanDigits(fraction))
            return No(text, "is not a finite decimal number such as 0.0123 or 1.2E-7", out why);
        if (whole.Length + fraction.Length > ExponentLimit)
            return No(text, "has more digits than the chain writes", out why);
        exponent -= fraction.Length;
        if (Math.Abs(exponent) > ExponentLimit)
            return No(text, "has an exponent that the chain does not read", out why);
        value = new ChainDecimal(Magnitude(whole, fraction), (int)exponent, negative);
        why = null;
        return true;
    }

    public static bool TryWrite(Span<byte> target, BigInteger magnitude, int exponent, bool negative, out int written)
    {
        Span<byte> small = stackalloc byte[UInt128Digits];
        scoped ReadOnlySpan<byte> digits;
        if (magnitude <= ulong.MaxValue)
        {
            ((ulong)magnitude).TryFormat(small, out var count, default, CultureInfo.InvariantCulture);
            digits = small[..count];
        }
        else if (magnitude.GetBitLength() <= 128)
        {
            ((UInt128)magnitude).TryFormat(small, out var count, default, CultureInfo.InvariantCulture);
            digits = small[..count];
        }
        else
        {
            digits = Encoding.ASCII.GetBytes(magnitude.ToString(CultureInfo.InvariantCulture));
        }

        var writer = new AsciiWriter(target);
        if (negative)
            writer.Add((byte)'-');
        var adjusted = exponent + digits.Length - 1;
        if (exponent <= 0 && (adjusted >= LowestPlainExponent || magnitude.IsZero))
            WritePlain(ref writer, digits, -exponent);
        else
            WriteScientific(ref writer, digits, adjusted);
        written = writer.Fits ? writer.Written : 0;
        return writer.Fits;
    }

    /// <summary>An upper bound of the spelling's length.</summary>
    public static int LengthAtMost(BigInteger magnitude, int exponent) =>
        ChainDecimalBounds.DigitCount(magnitude) + Math.Abs(exponent) + 16;

    private static void WritePlain(ref AsciiWriter writer, scoped ReadOnlySpan<byte> digits, int decimals)
    {
        var whole = digits.Length - decimals;
        if (whole > 0)
            writer.Add(digits[..whole]);
        else
            writer.Add((byte)'0');
        if (decimals == 0)
            return;
        writer.Add((byte)'.');
        if (whole < 0)
            writer.AddZeros(-whole);
        writer.Add(whole > 0 ? digits[whole..] : digits);
    }

    private static void WriteScientific(ref AsciiWriter writer, scoped ReadOnlySpan<byte> digits, int adjusted)
    {
        writer.Add(digits[0]);
        if (digits.Length > 1)
        {
            writer.Add((byte)'.');
            writer.Add(digits[1..]);
        }

        writer.Add(adjusted < 0 ? "E-"u8 : "E+"u8);
        Span<byte> power = stackalloc byte[11];
        Math.Abs(adjusted).TryFormat(power, out var count, default, CultureInfo.InvariantCulture);
        writer.Add(power[..count]);
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        var digits = text is ['-', ..] or ['+', ..] ? text[1..] : text;
        return digits.Length > 0 && !HasOtherThanDigits(digits)
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= int.MinValue and <= int.MaxValue;
    }

    private static BigInteger Magnitude(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        var length = whole.Length + fraction.Length;
        if (length <= UInt64SafeDigits)
            return Accumulate(Accumulate(0, whole), fraction);
        var rented = ArrayPool<char>.Shared.Rent(length);
        whole.CopyTo(rented);
        fraction.CopyTo(rented.AsSpan(whole.Length));
        var magnitude = BigInteger.Parse(rented.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture);
        ArrayPool<char>.Shared.Return(rented);
        return magnitude;
    }

    private static ulong Accumulate(ulong start, ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
            start = start * 10 + (uint)(digit - '0');
        return start;
    }

    // The chain does not accept digits of other scripts.
    private static bool HasOtherThanDigits(ReadOnlySpan<char> text) => text.ContainsAnyExceptInRange('0', '9');

    private static bool No(ReadOnlySpan<char> text, string fault, out string why)
    {
        why = text.Length <= 64 ? $"'{text}' {fault}" : $"'{text[..64]}...' {fault}";
        return false;
    }
}
