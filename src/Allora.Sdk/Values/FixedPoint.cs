using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>Non-negative numbers with 18 decimals as whole numbers of 10^-18: amounts in ALLO, gas prices.</summary>
internal static class FixedPoint
{
    public const int Decimals = 18;

    // The chain computes with 256 bits, 78 digits: longer text is not an amount, and reading a million digits costs time and memory.
    private const int MostDigits = 100;

    public static readonly BigInteger One = BigInteger.Pow(10, Decimals);

    /// <summary>
    /// Reads ASCII digits with at most one point, digits on both sides of it, and at most 18 decimals. Stricter than some
    /// wallets on purpose: no sign, exponent, separator, space, nor a 19th decimal, not even a zero.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BigInteger scaled, out string? why)
    {
        scaled = default;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (!IsDigits(whole) || (point >= 0 && !IsDigits(fraction)))
            why = $"'{text}' is not a plain decimal number such as 12 or 0.5 (digits, and at most one point between digits)";
        else if (fraction.Length > Decimals)
            why = $"'{text}' has more than {Decimals} decimals";
        else
            why = null;
        if (why is not null)
            return false;
        scaled = Integer(whole) * One;
        if (point >= 0)
            scaled += Integer(fraction) * BigInteger.Pow(10, Decimals - fraction.Length);
        return true;
    }

    public static bool TryParseInteger(ReadOnlySpan<char> text, out BigInteger value)
    {
        value = IsDigits(text) ? Integer(text) : default;
        return IsDigits(text);
    }

    /// <summary>Plain decimal text without trailing zeros or a bare point.</summary>
    public static string Format(BigInteger scaled)
    {
        var whole = BigInteger.DivRem(scaled, One, out var fraction);
        var text = whole.ToString(CultureInfo.InvariantCulture);
        return fraction.IsZero ? text : $"{text}.{fraction.ToString("D18", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    /// <summary>The quotient of two non-negative numbers, rounded up.</summary>
    public static BigInteger CeilingDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }

    private static BigInteger Integer(ReadOnlySpan<char> digits) =>
        BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length is > 0 and <= MostDigits && !text.ContainsAnyExceptInRange('0', '9');
}
