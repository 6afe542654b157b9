using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <content>Rounding to a number of significant digits, and to integers.</content>
public readonly partial struct Dec
{
    /// <summary>The largest integer that is not above the number, cut to 34 significant digits.</summary>
    /// <exception cref="EmissionsException">The number is NaN.</exception>
    public Dec Floor() => Whole(State.Negative);

    /// <summary>The smallest integer that is not below the number, cut to 34 significant digits.</summary>
    /// <exception cref="EmissionsException">The number is NaN.</exception>
    public Dec Ceiling() => Whole(State.Positive);

    /// <summary>The whole part, toward zero: how the chain makes an amount of uallo from a number.</summary>
    /// <exception cref="EmissionsException">The number is NaN, or has more than 256 bits.</exception>
    public BigInteger Truncate()
    {
        RequireNumber();
        if (AdjustedExponent < 0 || Sign == 0)
            return BigInteger.Zero;
        if (AdjustedExponent > 77)
            throw new EmissionsException(EmissionsError.OutOfRange, $"{ToString()} does not fit an amount of 256 bits");
        var whole = _exponent >= 0 ? Coefficient * PowersOfTen.Of(_exponent) : Coefficient / PowersOfTen.Of(-_exponent);
        return BigInteger.Abs(whole).GetBitLength() <= 256
            ? whole
            : throw new EmissionsException(EmissionsError.OutOfRange, $"{ToString()} does not fit an amount of 256 bits");
    }

    /// <summary>The same value without zeros at the end of its fraction or of its digits.</summary>
    public Dec Reduced()
    {
        if (IsNaN || IsZero)
            return IsNaN ? this : Zero;
        var (coefficient, exponent) = (BigMagnitude, _exponent);
        while (true)
        {
            var shorter = BigInteger.DivRem(coefficient, 10, out var digit);
            if (!digit.IsZero)
                return new Dec(IsNegative ? -coefficient : coefficient, exponent);
            (coefficient, exponent) = (shorter, exponent + 1);
        }
    }

    /// <summary>The nearest integer, away from zero in the middle; the caller knows that it fits.</summary>
    internal long Nearest()
    {
        if (_large is not null || _exponent >= 0 || _exponent < -PowersOfTen.Max256)
            return (long)(Round(Math.Max(1, AdjustedExponent + 1), DecRounding.HalfUp) + Zero).Truncate();
        var whole = new Wide(0, _magnitude).DivideByPowerOfTen(-_exponent - 1, out _).DivideByTen(out var digit).Low;
        var nearest = (long)(digit >= 5 ? whole + 1 : whole);
        return IsNegative ? -nearest : nearest;
    }

    /// <summary>The number times a power of ten.</summary>
    internal Dec Shifted(int decades) => Checked(_magnitude, _large, _exponent + decades, _state);

    private static Dec Rounded(Wide value, int exponent, State state, int digits, DecRounding rounding, bool inexact)
    {
        var excess = value.High == 0 && value.Low < PowersOfTen.Small[digits] ? 0 : value.Digits() - digits;
        if (excess <= 0)
            return Checked(value.Low, null, exponent, state);
        if (rounding == DecRounding.TowardZero)
            return Checked(value.DivideByPowerOfTen(excess, out _).Low, null, exponent + excess, state);
        var quotient = value.DivideByPowerOfTen(excess - 1, out var more).DivideByTen(out var last).Low;
        if (RoundsUp(last, more || inexact, UInt128.IsOddInteger(quotient), rounding))
            quotient++;
        exponent += excess;
        if (quotient == PowersOfTen.Small[digits])
            (quotient, exponent) = (PowersOfTen.Small[digits - 1], exponent + 1);
        return Checked(quotient, null, exponent, state);
    }

    private static Dec Rounded(BigInteger value, int exponent, State state, int digits, DecRounding rounding, bool inexact)
    {
        var large = new LargeMagnitude(value);
        var excess = large.Digits - digits;
        if (excess > 0)
        {
            var unit = PowersOfTen.Of(excess - 1);
            var kept = BigInteger.DivRem(value, unit, out var rest);
            value = BigInteger.DivRem(kept, 10, out var last);
            exponent += excess;
            if (RoundsUp((int)last, inexact || !rest.IsZero, !value.IsEven, rounding))
                value++;
            if (value == PowersOfTen.Of(digits))
                (value, exponent) = (PowersOfTen.Of(digits - 1), exponent + 1);
        }

        var result = new Dec(value, exponent);
        return Checked(result._magnitude, result._large, exponent, state);
    }

    private static bool RoundsUp(int last, bool more, bool odd, DecRounding rounding) => rounding switch
    {
        DecRounding.HalfEven => last > 5 || (last == 5 && (more || odd)),
        DecRounding.HalfUp => last >= 5,
        _ => false,
    };

    private Dec Whole(State awayFromZero)
    {
        RequireNumber();
        if (_exponent >= 0)
            return Round(Precision, DecRounding.TowardZero);
        var whole = AdjustedExponent < 0 ? BigInteger.Zero : BigInteger.DivRem(BigMagnitude, PowersOfTen.Of(-_exponent), out _);
        var isWhole = Sign == 0 || (AdjustedExponent >= 0 && (BigMagnitude % PowersOfTen.Of(-_exponent)).IsZero);
        if (!isWhole && _state == awayFromZero)
            whole++;
        return new Dec(IsNegative ? -whole : whole).Round(Precision, DecRounding.TowardZero);
    }
}
