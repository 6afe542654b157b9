using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// A decimal with 18 places, as the mint module computes with it. Products and quotients are rounded half to even at the 18th decimal, or cut.
/// (Specification 1.2.)
/// </summary>
/// <param name="Scaled">The number times 10^18: what gRPC carries.</param>
public readonly record struct LegacyDec(BigInteger Scaled) : IComparable<LegacyDec>
{
    private const int Places = 18;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Places);

    /// <summary>0.</summary>
    public static LegacyDec Zero => default;

    /// <summary>1.</summary>
    public static LegacyDec One => new(Unit);

    /// <summary>An integer.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator LegacyDec(BigInteger value) => new(value * Unit);

    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static LegacyDec operator +(LegacyDec left, LegacyDec right) => new(left.Scaled + right.Scaled);

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static LegacyDec operator -(LegacyDec left, LegacyDec right) => new(left.Scaled - right.Scaled);

    /// <summary>The product, rounded half to even.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static LegacyDec operator *(LegacyDec left, LegacyDec right) => new(DivideHalfEven(left.Scaled * right.Scaled, Unit));

    /// <summary>The quotient, rounded half to even.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another, not 0.</param>
    /// <exception cref="EmissionsException">The divisor is 0.</exception>
    public static LegacyDec operator /(LegacyDec left, LegacyDec right) => new(DivideHalfEven(left.Scaled * Unit, RequireDivisor(left, right)));

    /// <summary>If the left number is smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(LegacyDec left, LegacyDec right) => left.Scaled < right.Scaled;

    /// <summary>If the left number is larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(LegacyDec left, LegacyDec right) => left.Scaled > right.Scaled;

    /// <summary>If the left number is not larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(LegacyDec left, LegacyDec right) => left.Scaled <= right.Scaled;

    /// <summary>If the left number is not smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(LegacyDec left, LegacyDec right) => left.Scaled >= right.Scaled;

    /// <summary>The smaller of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static LegacyDec Min(LegacyDec left, LegacyDec right) => right < left ? right : left;

    /// <summary>The number that a <see cref="Dec"/> is when it is cut after 18 decimals.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="EmissionsException">The number is NaN, or too large.</exception>
    public static LegacyDec From(Dec value) => new((value * new Dec(Unit)).Truncate());

    /// <summary>Parses plain notation with at most 18 decimals.</summary>
    /// <param name="text">The text, with a point for the fraction.</param>
    /// <exception cref="EmissionsException">The text is not such a number.</exception>
    public static LegacyDec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var digits = (point < 0 ? text : text[..point]) + fraction.PadRight(Places, '0');
        return fraction.Length <= Places && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var scaled)
            ? new LegacyDec(scaled)
            : throw new EmissionsException(EmissionsError.InvalidText, $"'{text}' is not a number with at most {Places} decimals");
    }

    /// <summary>The product, cut after 18 decimals.</summary>
    /// <param name="other">Another number.</param>
    public LegacyDec MultiplyTruncated(LegacyDec other) => new(Scaled * other.Scaled / Unit);

    /// <summary>The quotient, cut after 18 decimals.</summary>
    /// <param name="divisor">Another number, not 0.</param>
    /// <exception cref="EmissionsException">The divisor is 0.</exception>
    public LegacyDec DivideTruncated(LegacyDec divisor) => new(Scaled * Unit / RequireDivisor(this, divisor));

    /// <summary>The whole part, toward zero.</summary>
    public BigInteger Truncate() => Scaled / Unit;

    /// <inheritdoc/>
    public int CompareTo(LegacyDec other) => Scaled.CompareTo(other.Scaled);

    /// <summary>Plain notation with all 18 decimals.</summary>
    public override string ToString()
    {
        var text = BigInteger.Abs(Scaled).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return (Scaled.Sign < 0 ? "-" : "") + text[..^Places] + "." + text[^Places..];
    }

    private static BigInteger RequireDivisor(LegacyDec left, LegacyDec right) => right.Scaled.IsZero
        ? throw new EmissionsException(EmissionsError.DivisionByZero, $"{left} divided by zero")
        : right.Scaled;

    private static BigInteger DivideHalfEven(BigInteger above, BigInteger below)
    {
        var quotient = BigInteger.DivRem(above, below, out var rest);
        var twice = BigInteger.Abs(rest) * 2;
        var half = twice.CompareTo(BigInteger.Abs(below));
        if (half < 0 || (half == 0 && quotient.IsEven))
            return quotient;
        return quotient + (above.Sign * below.Sign);
    }
}
