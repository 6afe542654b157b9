using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>Exact sums of decimals.</summary>
internal static class ChainDecimalSum
{
    public static ChainDecimal One { get; } = new(BigInteger.One, 0, negative: false);

    public static ChainDecimal Of(IEnumerable<ChainDecimal> values)
    {
        var (total, exponent) = (BigInteger.Zero, 0);
        foreach (var value in values)
            (total, exponent) = Add(total, exponent, value.Coefficient, value.Exponent);
        return new ChainDecimal(BigInteger.Abs(total), exponent, total.Sign < 0);
    }

    /// <summary>The absolute difference of two numbers.</summary>
    public static ChainDecimal Distance(ChainDecimal one, ChainDecimal other)
    {
        var (difference, exponent) = Add(one.Coefficient, one.Exponent, -other.Coefficient, other.Exponent);
        return new ChainDecimal(BigInteger.Abs(difference), exponent, negative: false);
    }

    // Exponents that the chain accepts are small, so the shift is too.
    private static (BigInteger Total, int Exponent) Add(BigInteger one, int oneExponent, BigInteger other, int otherExponent)
    {
        var exponent = Math.Min(oneExponent, otherExponent);
        return ((one * BigInteger.Pow(10, oneExponent - exponent)) + (other * BigInteger.Pow(10, otherExponent - exponent)), exponent);
    }
}
