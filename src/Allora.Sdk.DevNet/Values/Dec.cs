using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.DevNet.Values;

/// <summary>
/// An exact decimal as the chain's math has it: spelling matters, because the chain writes a value anew before it checks a signature.
/// </summary>
internal readonly record struct Dec(bool Negative, BigInteger Coefficient, int Exponent)
{
    /// <summary>The digits that divisions keep, as the chain's context does.</summary>
    private const int Precision = 34;

    private const int LargestExponent = 100_000;

    public static Dec Zero => new(false, BigInteger.Zero, 0);

    public static Dec One => new(false, BigInteger.One, 0);

    public bool IsZero => Coefficient.IsZero;

    /// <summary>The exponent of the first digit.</summary>
    public int Adjusted => Exponent + Digits().Length - 1;

    private BigInteger Signed => Negative ? -Coefficient : Coefficient;

    public static implicit operator Dec(BigInteger value) => new(value.Sign < 0, BigInteger.Abs(value), 0);

    public static Dec operator +(Dec left, Dec right)
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        var sum = left.Scaled(exponent) + right.Scaled(exponent);
        return new Dec(sum.Sign < 0, BigInteger.Abs(sum), exponent);
    }

    public static Dec operator -(Dec value) => value with { Negative = !value.Negative };

    public static Dec operator -(Dec left, Dec right) => left + -right;

    public static Dec operator *(Dec left, Dec right) =>
        new(left.Negative != right.Negative, left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);

    public static Dec operator /(Dec left, Dec right)
    {
        if (right.IsZero)
            throw new DivideByZeroException();
        var shift = Math.Max(0, Precision + right.Digits().Length - left.Digits().Length);
        var quotient = left.Coefficient * BigInteger.Pow(10, shift) / right.Coefficient;
        return new Dec(left.Negative != right.Negative, quotient, left.Exponent - right.Exponent - shift).Rounded();
    }

    public static bool operator <(Dec left, Dec right) => left.CompareTo(right) < 0;

    public static bool operator >(Dec left, Dec right) => left.CompareTo(right) > 0;

    public static Dec Parse(string text) =>
        TryParse(text, out var value, out var why) ? value : throw new FormatException(why);

    /// <summary>Parses what the chain parses; the reason is in the chain's words.</summary>
    public static bool TryParse(string text, out Dec value, out string why)
    {
        value = Zero;
        why = "";
        if (text.Length == 0)
            return true;
        var rest = text.AsSpan();
        var negative = rest[0] == '-';
        if (rest[0] is '-' or '+')
            rest = rest[1..];
        if (rest.Equals("nan", StringComparison.OrdinalIgnoreCase) || rest.Equals("snan", StringComparison.OrdinalIgnoreCase)
            || rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            why = "value must be finite: value is out of range";
            return false;
        }

        var exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(rest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs(exponent) > LargestExponent)
            {
                why = $"parse exponent: {rest[(mark + 1)..]}";
                return false;
            }

            rest = rest[..mark];
        }

        var point = rest.IndexOf('.');
        var digits = point < 0 ? rest.ToString() : string.Concat(rest[..point], rest[(point + 1)..]);
        if (point >= 0)
            exponent -= rest.Length - point - 1;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            why = $"parse mantissa: {rest}";
            return false;
        }

        value = new Dec(negative, BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent);
        return true;
    }

    /// <summary>Parses a value with the bounds of what workers and reputers may send.</summary>
    public static bool TryParseBounded(string text, out Dec value, out string why)
    {
        if (!TryParse(text, out value, out why))
            return false;
        if (value.IsZero)
            return true;
        if (new Dec(false, value.Coefficient, value.Exponent) > new Dec(false, BigInteger.One, 40))
            why = $"value {value.ToPlainString()} cannot be greater than ±1e40: value is out of range";
        else if (value.Adjusted < -40)
            why = $"value {value.ToPlainString()} cannot have higher precision than 40: value is out of range";
        return why.Length == 0;
    }

    public int CompareTo(Dec other)
    {
        var exponent = Math.Min(Exponent, other.Exponent);
        return Scaled(exponent).CompareTo(other.Scaled(exponent));
    }

    public Dec Abs() => this with { Negative = false };

    /// <summary>The whole part, towards zero.</summary>
    public BigInteger Truncate() =>
        Exponent >= 0 ? Signed * BigInteger.Pow(10, Exponent) : Signed / BigInteger.Pow(10, -Exponent);

    /// <summary>The same value without zeros at the end.</summary>
    public Dec Reduced()
    {
        if (IsZero)
            return Zero;
        var (coefficient, exponent) = (Coefficient, Exponent);
        while (exponent < 0 && (coefficient % 10).IsZero)
            (coefficient, exponent) = (coefficient / 10, exponent + 1);
        return new Dec(Negative, coefficient, exponent);
    }

    /// <summary>The chain's spelling.</summary>
    public override string ToString()
    {
        if (Exponent <= 0 && (IsZero || Adjusted >= -6))
            return ToPlainString();
        var digits = Digits();
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{Sign()}{mantissa}E{(Adjusted < 0 ? "-" : "+")}{Math.Abs(Adjusted)}");
    }

    private string ToPlainString()
    {
        var digits = Digits();
        if (Exponent >= 0)
            return Sign() + digits + new string('0', Exponent);
        var point = digits.Length + Exponent;
        return point > 0
            ? $"{Sign()}{digits[..point]}.{digits[point..]}"
            : $"{Sign()}0.{new string('0', -point)}{digits}";
    }

    private Dec Rounded()
    {
        var excess = Digits().Length - Precision;
        if (excess <= 0)
            return this;
        var unit = BigInteger.Pow(10, excess);
        return new Dec(Negative, (Coefficient + (unit / 2)) / unit, Exponent + excess);
    }

    private BigInteger Scaled(int exponent) => Signed * BigInteger.Pow(10, Exponent - exponent);

    private string Digits() => Coefficient.ToString(CultureInfo.InvariantCulture);

    private string Sign() => Negative ? "-" : "";
}
