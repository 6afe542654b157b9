using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.DevNet.Values;

/// <summary>A decimal with 18 places, held as an integer: gRPC shows that integer, logs and REST show the decimal.</summary>
internal readonly record struct LegacyDec(BigInteger Scaled)
{
    private const int Places = 18;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Places);

    public static LegacyDec Zero => new(BigInteger.Zero);

    public static LegacyDec One => new(Unit);

    public static LegacyDec operator *(LegacyDec left, LegacyDec right) => new(left.Scaled * right.Scaled / Unit);

    public static LegacyDec operator +(LegacyDec left, LegacyDec right) => new(left.Scaled + right.Scaled);

    public static LegacyDec operator -(LegacyDec left, LegacyDec right) => new(left.Scaled - right.Scaled);

    public static LegacyDec Min(LegacyDec left, LegacyDec right) => left.Scaled < right.Scaled ? left : right;

    public static LegacyDec Whole(BigInteger amount) => new(amount * Unit);

    public static LegacyDec Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (fraction.Length > Places)
            throw new FormatException($"\"{text}\" has more than {Places} decimals");
        var digits = (point < 0 ? text : text[..point]) + fraction.PadRight(Places, '0');
        return new LegacyDec(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    public static LegacyDec Ratio(BigInteger above, BigInteger below) => new(above * Unit / below);

    /// <summary>The whole amount that is no less than this price times a quantity.</summary>
    public BigInteger CeilTimes(BigInteger quantity) => ((Scaled * quantity) + Unit - 1) / Unit;

    /// <summary>The whole amount nearest to this share of a quantity.</summary>
    public BigInteger RoundTimes(BigInteger quantity) => ((Scaled * quantity) + (Unit / 2)) / Unit;

    public BigInteger Truncate() => Scaled / Unit;

    /// <summary>As protobuf carries it.</summary>
    public string ToWire() => Scaled.ToString(CultureInfo.InvariantCulture);

    public override string ToString()
    {
        var text = BigInteger.Abs(Scaled).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return (Scaled.Sign < 0 ? "-" : "") + text[..^Places] + "." + text[^Places..];
    }
}
