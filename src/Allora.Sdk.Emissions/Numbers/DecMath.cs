using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>Roots, exponentials, logarithms and powers of <see cref="Dec"/>, to the chain's last digit.</summary>
public static class DecMath
{
    /// <summary>The square root with 34 digits, rounded half to even; trailing zeros are kept.</summary>
    /// <param name="value">A number that is not negative.</param>
    /// <exception cref="EmissionsException">The number is negative or NaN.</exception>
    public static Dec Sqrt(Dec value)
    {
        if (value.IsNaN || value.Sign < 0)
            throw new EmissionsException(EmissionsError.InvalidOperand, $"the square root of {value} is not defined");
        if (value.IsZero)
            return new Dec(BigInteger.Zero, value.Exponent / 2);
        // 36 digits or more of the root, and a sticky digit for what is left: enough to round half to even.
        var (coefficient, exponent) = (value.Coefficient, value.Exponent);
        var shift = Math.Max(0, (2 * (Dec.Precision + 2)) - (value.AdjustedExponent - exponent + 1));
        if (((exponent - shift) & 1) != 0)
            shift++;
        coefficient *= PowersOfTen.Of(shift);
        var root = IntegerRoot(coefficient);
        var sticky = root * root == coefficient ? BigInteger.Zero : BigInteger.One;
        return new Dec((root * 10) + sticky, ((exponent - shift) / 2) - 1).Round(Dec.Precision, DecRounding.HalfEven);
    }

    /// <summary>e^x with 34 digits, rounded half to even; 0 if x is below -100 000 ln 10.</summary>
    /// <param name="exponent">x.</param>
    /// <exception cref="EmissionsException">x is NaN or above 100 000 ln 10.</exception>
    public static Dec Exp(Dec exponent) => Exponentials.Exp(exponent).Round(Dec.Precision, DecRounding.HalfEven);

    /// <summary>The natural logarithm with 34 digits, rounded half to even; ln 1 is exactly 0.</summary>
    /// <param name="value">A positive number.</param>
    /// <exception cref="EmissionsException">The number is not positive.</exception>
    public static Dec Ln(Dec value) => Exponentials.Ln(value).Round(Dec.Precision, DecRounding.HalfEven);

    /// <summary>The decimal logarithm with 34 digits, rounded half to even.</summary>
    /// <param name="value">A positive number.</param>
    /// <exception cref="EmissionsException">The number is not positive.</exception>
    public static Dec Log10(Dec value)
    {
        var reduced = value.Reduced();
        return reduced.Sign > 0 && reduced.Coefficient.IsOne
            ? reduced.Exponent
            : Dec.Divide(Exponentials.Ln(value), Exponentials.Ln10, Exponentials.Digits, DecRounding.HalfEven).Round(Dec.Precision, DecRounding.HalfEven);
    }

    /// <summary>
    /// x^y as the chain computes it: whole powers by squaring, the fraction of y by exp and ln, cut to 34 digits. 0^y is 0 for every y, also
    /// for y = 0; x^0 is 1, x^1 is x. The sign of y's whole part is lost, as on the chain: 2^(-1) is 2.
    /// </summary>
    /// <param name="value">x, not negative.</param>
    /// <param name="power">y.</param>
    /// <exception cref="EmissionsException">x is negative, or an operand is NaN.</exception>
    public static Dec Pow(Dec value, Dec power)
    {
        if (value.IsNaN || power.IsNaN || value.Sign < 0)
            throw new EmissionsException(EmissionsError.InvalidOperand, $"{value} to the power of {power} is not defined");
        if (value.IsZero)
            return Dec.Zero;
        if (power.IsZero)
            return Dec.One;
        if (power == Dec.One)
            return value;
        var whole = power.Truncate();
        var fraction = power - whole;
        var digits = Math.Max(Dec.Precision, value.AdjustedExponent - value.Exponent + 1) + 10;
        var result = WholePower(value, BigInteger.Abs(whole), digits);
        if (!fraction.IsZero)
        {
            var logarithm = Dec.Multiply(fraction, Exponentials.Ln(value), digits, DecRounding.HalfUp);
            result = Dec.Multiply(result, Exponentials.Exp(logarithm), digits, DecRounding.HalfUp);
        }

        return result.Round(Dec.Precision, DecRounding.TowardZero);
    }

    private static Dec WholePower(Dec value, BigInteger power, int digits)
    {
        var result = Dec.One;
        while (!power.IsZero)
        {
            if (!power.IsEven)
                result = Dec.Multiply(result, value, digits, DecRounding.HalfUp);
            power >>= 1;
            if (!power.IsZero)
                value = Dec.Multiply(value, value, digits, DecRounding.HalfUp);
        }

        return result;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
