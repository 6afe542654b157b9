using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>The chain's bounds on input decimals: size at most 1E+40, leading digit at 1E-40 or above, or zero.</summary>
internal static class ChainDecimalBounds
{
    private const int Limit = 40;

    // The chain's spelling of zeros with thousands of decimals is unknown, so none are sent.
    private const int ZeroDecimals = 2000;

    /// <summary>Returns the rule that the value breaks, or null.</summary>
    public static string? Violation(ChainDecimal value)
    {
        if (value.IsZero)
            return Math.Abs(value.Exponent) <= ZeroDecimals ? null : $"A zero may have at most {ZeroDecimals} decimals";
        var adjusted = AdjustedExponent(value);
        if (adjusted < -Limit)
            return $"The chain accepts no value closer to zero than 1E-{Limit}, other than zero itself";
        var tooLarge = adjusted > Limit
            || (adjusted == Limit && value.Magnitude > BigInteger.Pow(10, DigitCount(value.Magnitude) - 1));
        return tooLarge ? $"The chain accepts no value larger than 1E+{Limit}" : null;
    }

    /// <summary>The power of ten of the first digit.</summary>
    public static int AdjustedExponent(ChainDecimal value) => value.Exponent + DigitCount(value.Magnitude) - 1;

    /// <summary>The number of decimal digits of a magnitude; 1 for zero.</summary>
    public static int DigitCount(BigInteger magnitude)
    {
        if (magnitude.IsZero)
            return 1;
        if (magnitude <= ulong.MaxValue)
            return UInt64Digits((ulong)magnitude);
        // Close to a power of ten the logarithm can be off by one.
        var digits = (int)BigInteger.Log10(magnitude) + 1;
        if (magnitude >= BigInteger.Pow(10, digits))
            return digits + 1;
        return magnitude < BigInteger.Pow(10, digits - 1) ? digits - 1 : digits;
    }

    private static int UInt64Digits(ulong value)
    {
        var digits = 1;
        for (; value >= 10; value /= 10)
            digits++;
        return digits;
    }
}
