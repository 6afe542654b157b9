using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <content>Sums, products and quotients.</content>
public readonly partial struct Dec
{
    /// <summary>So many digits fit 128 bits, with room for the carry of a rounding.</summary>
    private const int MaxFastDigits = 37;

    /// <summary>The exact sum; its exponent is the smaller of both.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <exception cref="EmissionsException">An operand is NaN, or the result is out of range.</exception>
    public static Dec operator +(Dec left, Dec right) => Add(left, right, right._state);

    /// <summary>The exact difference; its exponent is the smaller of both.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <exception cref="EmissionsException">An operand is NaN, or the result is out of range.</exception>
    public static Dec operator -(Dec left, Dec right) => Add(left, right, right._state ^ State.Negative);

    /// <summary>The number with the other sign, cut to 34 significant digits: unlike a sum, the chain's negation is not exact.</summary>
    /// <param name="value">A number.</param>
    /// <exception cref="EmissionsException">The operand is NaN.</exception>
    public static Dec operator -(Dec value) => value.Round(Precision, DecRounding.TowardZero).Negated();

    /// <summary>The product with 34 significant digits, cut toward zero; its exponent is the sum of both if it fits.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <exception cref="EmissionsException">An operand is NaN, or the result is out of range.</exception>
    public static Dec operator *(Dec left, Dec right) => Multiply(left, right, Precision, DecRounding.TowardZero);

    /// <summary>The quotient with exactly 34 significant digits, cut toward zero; 0 divided has the difference of the exponents.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another, not 0.</param>
    /// <exception cref="EmissionsException">An operand is NaN, the divisor is 0, or the result is out of range.</exception>
    public static Dec operator /(Dec left, Dec right) => Divide(left, right, Precision, DecRounding.TowardZero);

    /// <summary>The number without its sign, with all its digits.</summary>
    /// <exception cref="EmissionsException">The number is NaN.</exception>
    public Dec Abs()
    {
        RequireNumber();
        return Sign < 0 ? Negated() : this;
    }

    /// <summary>The smaller of two numbers, the first if they are equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static Dec Min(Dec left, Dec right) => right < left ? right : left;

    /// <summary>The larger of two numbers, the first if they are equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static Dec Max(Dec left, Dec right) => right > left ? right : left;

    internal static Dec Multiply(Dec left, Dec right, int digits, DecRounding rounding)
    {
        left.RequireNumber();
        right.RequireNumber();
        var state = left._state ^ right._state;
        var exponent = left._exponent + right._exponent;
        if (digits <= MaxFastDigits && left._large is null && right._large is null)
        {
            var product = Wide.Multiply(left._magnitude, right._magnitude);
            return product.High == 0 && product.Low == 0 ? Checked(0, null, exponent, State.Positive) : Rounded(product, exponent, state, digits, rounding, false);
        }

        return Rounded(left.BigMagnitude * right.BigMagnitude, exponent, state, digits, rounding, false);
    }

    internal static Dec Divide(Dec left, Dec right, int digits, DecRounding rounding, DecDivisor? known = null)
    {
        left.RequireNumber();
        right.RequireNumber();
        if (right.IsZero)
            throw new EmissionsException(EmissionsError.DivisionByZero, $"{left} divided by zero");
        if (left.IsZero)
            return Checked(0, null, left._exponent - right._exponent, State.Positive);
        var state = left._state ^ right._state;
        // One digit more than is kept: then the last of them and "anything left" decide any rounding.
        var shift = digits + 1 + right.Digits - left.Digits;
        var exponent = left._exponent - right._exponent - shift;
        if (digits <= MaxFastDigits && left._large is null && right._large is null && digits + 2 + right.Digits <= PowersOfTen.Max256 && shift >= 0)
        {
            var dividend = PowersOfTen.Large[shift].Times(left._magnitude);
            bool inexact;
            var quotient = known is null ? dividend.Divide(right._magnitude, out inexact) : known.Divide(dividend, out inexact);
            return Rounded(new Wide(0, quotient), exponent, state, digits, rounding, inexact);
        }

        var above = left.BigMagnitude * PowersOfTen.Of(Math.Max(shift, 0));
        var below = right.BigMagnitude * PowersOfTen.Of(Math.Max(-shift, 0));
        var whole = BigInteger.DivRem(above, below, out var rest);
        return Rounded(whole, exponent, state, digits, rounding, !rest.IsZero);
    }

    /// <summary>The number with at most so many significant digits.</summary>
    internal Dec Round(int digits, DecRounding rounding)
    {
        RequireNumber();
        return _large is null && digits <= MaxFastDigits
            ? Rounded(new Wide(0, _magnitude), _exponent, _state, digits, rounding, false)
            : Rounded(BigMagnitude, _exponent, _state, digits, rounding, false);
    }

    /// <summary>The number with the other sign and all its digits.</summary>
    internal Dec Opposite => Negated();

    internal static Dec Round(Wide magnitude, int exponent, bool negative, int digits, DecRounding rounding) =>
        Rounded(magnitude, exponent, negative ? State.Negative : State.Positive, digits, rounding, false);

    /// <summary>A number of up to 256 bits.</summary>
    internal static Dec Of(Wide magnitude, int exponent, bool negative)
    {
        var state = negative ? State.Negative : State.Positive;
        return magnitude.High == 0
            ? Checked(magnitude.Low, null, exponent, state)
            : Checked(0, new LargeMagnitude(((BigInteger)magnitude.High << 128) + magnitude.Low), exponent, state);
    }

    /// <summary>The parts of a number of up to 128 bits; false for larger ones. NaN is refused.</summary>
    internal bool TryDeconstruct(out UInt128 magnitude, out int exponent, out bool negative)
    {
        RequireNumber();
        (magnitude, exponent, negative) = (_magnitude, _exponent, IsNegative);
        return _large is null;
    }

    private Dec Negated() => new(_magnitude, _large, _exponent, IsZero ? State.Positive : _state ^ State.Negative);

    private static Dec Add(Dec left, Dec right, State rightState)
    {
        left.RequireNumber();
        right.RequireNumber();
        var exponent = Math.Min(left._exponent, right._exponent);
        if (left.TryScale(exponent, out var first) && right.TryScale(exponent, out var second))
        {
            if (left._state == rightState)
            {
                var sum = first + second;
                if (sum >= first)
                    return Checked(sum, null, exponent, left._state);
            }
            else
            {
                return first > second ? Checked(first - second, null, exponent, left._state)
                    : first < second ? Checked(second - first, null, exponent, rightState)
                    : Checked(0, null, exponent, State.Positive);
            }
        }

        var (one, other) = (left.Scaled(exponent), right.Scaled(exponent));
        var total = (left._state == State.Negative ? -one : one) + (rightState == State.Negative ? -other : other);
        var result = new Dec(total, exponent);
        return Checked(result._magnitude, result._large, exponent, result._state);
    }

    private bool TryScale(int exponent, out UInt128 scaled)
    {
        scaled = _magnitude;
        if (_large is not null)
            return false;
        var shift = _exponent - exponent;
        if (shift == 0 || _magnitude == 0)
            return true;
        if (shift >= PowersOfTen.Count128)
            return false;
        var product = Wide.Multiply(_magnitude, PowersOfTen.Small[shift]);
        scaled = product.Low;
        return product.High == 0;
    }

    private static Dec Checked(UInt128 magnitude, LargeMagnitude? large, int exponent, State state)
    {
        var result = new Dec(magnitude, large, exponent, magnitude == 0 && large is null ? State.Positive : state);
        // A number of up to 39 digits whose exponent is well inside the limits needs no count of digits.
        if ((large is not null || exponent is > MaxExponent - 40 or < -MaxExponent) && Math.Abs(result.AdjustedExponent) > MaxExponent)
            throw new EmissionsException(EmissionsError.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"a result of about 10^{result.AdjustedExponent} is out of range"));
        return result;
    }
}
