using System.Numerics;

namespace Allora.Sdk.Values;

public readonly partial struct ChainDecimal : IEquatable<ChainDecimal>, IComparable<ChainDecimal>
{
    /// <inheritdoc/>
    public bool Equals(ChainDecimal other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChainDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_magnitude.IsZero)
            return 0;
        // Equal numbers must hash alike however many zeros they end in.
        var (magnitude, exponent) = (_magnitude, _exponent);
        while (true)
        {
            var shorter = BigInteger.DivRem(magnitude, 10, out var last);
            if (!last.IsZero)
                return HashCode.Combine(magnitude, exponent, _negative);
            (magnitude, exponent) = (shorter, exponent + 1);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(ChainDecimal other)
    {
        var (sign, otherSign) = (Sign, other.Sign);
        if (sign != otherSign || sign == 0)
            return sign.CompareTo(otherSign);
        return sign * CompareMagnitudes(this, other);
    }

    /// <summary>Numeric equality.</summary>
    public static bool operator ==(ChainDecimal left, ChainDecimal right) => left.Equals(right);

    /// <summary>Numeric inequality.</summary>
    public static bool operator !=(ChainDecimal left, ChainDecimal right) => !left.Equals(right);

    /// <summary>Numeric order.</summary>
    public static bool operator <(ChainDecimal left, ChainDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Numeric order.</summary>
    public static bool operator >(ChainDecimal left, ChainDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Numeric order.</summary>
    public static bool operator <=(ChainDecimal left, ChainDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Numeric order.</summary>
    public static bool operator >=(ChainDecimal left, ChainDecimal right) => left.CompareTo(right) >= 0;

    private int Sign => _magnitude.IsZero ? 0 : _negative ? -1 : 1;

    private static int CompareMagnitudes(ChainDecimal left, ChainDecimal right)
    {
        // The leading digits decide first, so that 1E+100000 is never written out.
        var byLeadingDigit = ChainDecimalBounds.AdjustedExponent(left).CompareTo(ChainDecimalBounds.AdjustedExponent(right));
        if (byLeadingDigit != 0)
            return byLeadingDigit;
        var shift = left._exponent - right._exponent;
        return shift >= 0
            ? (left._magnitude * BigInteger.Pow(10, shift)).CompareTo(right._magnitude)
            : left._magnitude.CompareTo(right._magnitude * BigInteger.Pow(10, -shift));
    }
}
