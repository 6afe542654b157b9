namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// Adds many numbers exactly, in 256 bits as long as they fit. The result has the digits and the exponent that adding one after the other to 0
/// gives.
/// </summary>
internal struct ExactSum
{
    private Wide _magnitude;
    private bool _negative;
    private int _exponent;
    private Dec _spilled;

    public readonly Dec Value => Dec.Of(_magnitude, _exponent, _negative) + _spilled;

    /// <summary>The sum of two numbers with so many digits.</summary>
    public static Dec Rounded(Dec left, Dec right, int digits, DecRounding rounding)
    {
        var sum = default(ExactSum);
        sum._exponent = Math.Min(left.Exponent, right.Exponent);
        return sum.TryAdd(left) && sum.TryAdd(right)
            ? Dec.Round(sum._magnitude, sum._exponent, sum._negative, digits, rounding)
            : (left + right).Round(digits, rounding);
    }

    public void Add(Dec value)
    {
        if (!TryAdd(value))
            _spilled += value;
    }

    private bool TryAdd(Dec value)
    {
        if (!value.TryDeconstruct(out var magnitude, out var exponent, out var negative))
            return false;
        var common = Math.Min(_exponent, exponent);
        if (!TryScale(_magnitude, _exponent - common, out var own) || !TryScale(new Wide(0, magnitude), exponent - common, out var other))
            return false;
        if (own.BitLength >= 255 || other.BitLength >= 255)
            return false;
        if (negative == _negative)
        {
            own = Sum(own, other);
        }
        else if (own.High > other.High || (own.High == other.High && own.Low >= other.Low))
        {
            own = Difference(own, other);
        }
        else
        {
            (own, _negative) = (Difference(other, own), negative);
        }

        (_magnitude, _exponent) = (own, common);
        return true;
    }

    private static bool TryScale(Wide value, int decades, out Wide scaled)
    {
        scaled = value;
        if (decades == 0 || (value.High == 0 && value.Low == 0))
            return true;
        // 10^n has at most 3.33 n bits.
        if (decades > PowersOfTen.Max256 || value.BitLength + (decades * 10 / 3) + 1 > 254)
            return false;
        for (; decades > 0; decades -= PowersOfTen.Count128 - 1)
            scaled = scaled.Times(PowersOfTen.Small[Math.Min(decades, PowersOfTen.Count128 - 1)]);
        return true;
    }

    private static Wide Sum(Wide left, Wide right)
    {
        var low = left.Low + right.Low;
        return new Wide(left.High + right.High + (low < left.Low ? UInt128.One : UInt128.Zero), low);
    }

    private static Wide Difference(Wide left, Wide right) =>
        new(left.High - right.High - (left.Low < right.Low ? UInt128.One : UInt128.Zero), left.Low - right.Low);
}
