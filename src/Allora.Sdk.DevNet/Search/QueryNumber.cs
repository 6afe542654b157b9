using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.DevNet.Search;

/// <summary>An exact non-negative decimal, so that amounts with 18 places and more compare without rounding.</summary>
internal readonly struct QueryNumber : IComparable<QueryNumber>
{
    private readonly BigInteger _digits;
    private readonly int _places;

    private QueryNumber(BigInteger digits, int places)
    {
        _digits = digits;
        _places = places;
    }

    /// <summary>Reads the number that a text starts with: attribute values such as "8uallo" count as 8.</summary>
    public static bool TryParsePrefix(string text, out QueryNumber number)
    {
        number = default;
        var whole = DigitsFrom(text, 0);
        if (whole == 0)
            return false;
        var places = whole < text.Length && text[whole] == '.' ? DigitsFrom(text, whole + 1) : 0;
        var digits = places == 0 ? text.AsSpan(0, whole) : string.Concat(text.AsSpan(0, whole), text.AsSpan(whole + 1, places));
        number = new QueryNumber(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), places);
        return true;
    }

    public int CompareTo(QueryNumber other)
    {
        var places = Math.Max(_places, other._places);
        return Scaled(places).CompareTo(other.Scaled(places));
    }

    private BigInteger Scaled(int places) => _digits * BigInteger.Pow(10, places - _places);

    private static int DigitsFrom(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - start;
    }
}
