using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <content>Texts.</content>
public readonly partial struct Dec
{
    private const string NaNText = "NaN";

    /// <summary>Parses plain and scientific notation; empty text is 0, "NaN" is <see cref="NaN"/>.</summary>
    /// <param name="text">The text, with a point for the fraction.</param>
    /// <exception cref="EmissionsException">The text is not a number, or the number is out of range.</exception>
    public static Dec Parse(string text) =>
        TryParse(text, out var value) ? value : throw new EmissionsException(EmissionsError.InvalidText, $"'{Short(text)}' is not a decimal number");

    /// <summary>Parses plain and scientific notation; empty text is 0, "NaN" is <see cref="NaN"/>.</summary>
    /// <param name="text">The text, with a point for the fraction.</param>
    /// <param name="value">The number, 0 if there is none.</param>
    /// <returns>False if the text is not a number, is infinite, or is out of range.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Dec value)
    {
        value = Zero;
        if (text is null)
            return false;
        if (text.Length == 0)
            return true;
        if (text.Equals(NaNText, StringComparison.OrdinalIgnoreCase))
        {
            value = NaN;
            return true;
        }

        var rest = text.AsSpan();
        var negative = rest[0] == '-';
        if (rest[0] is '-' or '+')
            rest = rest[1..];
        var exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(rest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
                || Math.Abs((long)exponent) > 2 * MaxExponent)
                return false;
            rest = rest[..mark];
        }

        var point = rest.IndexOf('.');
        var digits = point < 0 ? rest.ToString() : string.Concat(rest[..point], rest[(point + 1)..]);
        if (point >= 0)
            exponent -= rest.Length - point - 1;
        if (digits.Length is 0 or > 2 * MaxExponent || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        var coefficient = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var parsed = new Dec(negative ? -coefficient : coefficient, exponent);
        if (Math.Abs(parsed.AdjustedExponent) > MaxExponent)
            return false;
        value = parsed;
        return true;
    }

    /// <summary>The plain notation of the chain's JSON, events and REST: digits and a point, trailing zeros kept.</summary>
    public override string ToString()
    {
        if (IsNaN)
            return NaNText;
        var digits = BigMagnitude.ToString(CultureInfo.InvariantCulture);
        var sign = IsNegative ? "-" : "";
        if (_exponent >= 0)
            return sign + digits + new string('0', _exponent);
        var point = digits.Length + _exponent;
        return point > 0
            ? $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}"
            : $"{sign}0.{new string('0', -point)}{digits}";
    }

    /// <summary>The notation of the chain's protobuf bytes: scientific if the exponent is above 0 or the first digit's is below -6.</summary>
    public string ToWireString()
    {
        if (IsNaN || (_exponent <= 0 && (IsZero || AdjustedExponent >= -6)))
            return ToString();
        var digits = BigMagnitude.ToString(CultureInfo.InvariantCulture);
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits.AsSpan(1)}";
        var exponent = AdjustedExponent;
        return string.Create(CultureInfo.InvariantCulture, $"{(IsNegative ? "-" : "")}{mantissa}E{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
