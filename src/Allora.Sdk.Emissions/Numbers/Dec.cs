using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// A decimal as the chain's <c>math.Dec</c>: a sign, an integer coefficient and a power of ten, or "not a number". Sums are exact; products
/// and quotients keep 34 significant digits and are cut toward zero. Trailing zeros are part of a value's text but not of its value:
/// 1.0 equals 1.00. The default is 0.
/// </summary>
public readonly partial struct Dec : IEquatable<Dec>, IComparable<Dec>
{
    /// <summary>Significant digits of products, quotients, roots and functions.</summary>
    public const int Precision = 34;

    /// <summary>The largest and (negated) the smallest exponent of a number's first digit.</summary>
    public const int MaxExponent = 100_000;

    private readonly UInt128 _magnitude;
    private readonly LargeMagnitude? _large;
    private readonly int _exponent;
    private readonly State _state;

    private Dec(UInt128 magnitude, LargeMagnitude? large, int exponent, State state) =>
        (_magnitude, _large, _exponent, _state) = (magnitude, large, exponent, state);

    /// <summary>The number coefficient * 10^exponent.</summary>
    /// <param name="coefficient">The digits, with the sign.</param>
    /// <param name="exponent">The power of ten; -2 for hundredths.</param>
    public Dec(BigInteger coefficient, int exponent = 0)
    {
        var magnitude = BigInteger.Abs(coefficient);
        (_magnitude, _large) = magnitude.GetBitLength() <= 128 ? ((UInt128)magnitude, null) : (UInt128.Zero, new LargeMagnitude(magnitude));
        _exponent = exponent;
        _state = coefficient.Sign < 0 ? State.Negative : State.Positive;
    }

    [Flags]
    private enum State : byte
    {
        Positive = 0,
        Negative = 1,
        NotANumber = 2,
    }

    /// <summary>0 with exponent 0.</summary>
    public static Dec Zero => default;

    /// <summary>1 with exponent 0.</summary>
    public static Dec One => new(UInt128.One, null, 0, State.Positive);

    /// <summary>The marker of a missing value. Any arithmetic with it is an error; comparisons take it as 0, as the chain's do.</summary>
    public static Dec NaN => new(UInt128.Zero, null, 0, State.NotANumber);

    /// <summary>True for <see cref="NaN"/>.</summary>
    public bool IsNaN => _state == State.NotANumber;

    /// <summary>True if the value is 0, whatever its exponent; false for <see cref="NaN"/>.</summary>
    public bool IsZero => _large is null && _magnitude == 0 && !IsNaN;

    /// <summary>-1, 0 or 1; 0 for <see cref="NaN"/>.</summary>
    public int Sign => _large is null && _magnitude == 0 ? 0 : IsNegative ? -1 : 1;

    /// <summary>The power of ten of the last digit.</summary>
    public int Exponent => _exponent;

    /// <summary>The digits as an integer, with the sign.</summary>
    public BigInteger Coefficient => IsNegative ? -BigMagnitude : BigMagnitude;

    /// <summary>The power of ten of the first digit: -7 for 1.5E-7.</summary>
    public int AdjustedExponent => _exponent + Digits - 1;

    private bool IsNegative => _state == State.Negative;

    private BigInteger BigMagnitude => _large?.Value ?? _magnitude;

    private int Digits => _large?.Digits ?? new Wide(0, _magnitude).Digits();

    /// <summary>An integer as a decimal with exponent 0.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Dec(BigInteger value) => new(value);

    /// <summary>An integer as a decimal with exponent 0.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Dec(long value) =>
        new((UInt128)Math.Abs((decimal)value), null, 0, value < 0 ? State.Negative : State.Positive);

    /// <summary>If both are the same number; their exponents may differ.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(Dec left, Dec right) => left.CompareTo(right) == 0;

    /// <summary>If the numbers differ.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(Dec left, Dec right) => left.CompareTo(right) != 0;

    /// <summary>If the left number is smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(Dec left, Dec right) => left.CompareTo(right) < 0;

    /// <summary>If the left number is larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(Dec left, Dec right) => left.CompareTo(right) > 0;

    /// <summary>If the left number is not larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(Dec left, Dec right) => left.CompareTo(right) <= 0;

    /// <summary>If the left number is not smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(Dec left, Dec right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by value; <see cref="NaN"/> compares as 0.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>A negative number, 0 or a positive number.</returns>
    public int CompareTo(Dec other)
    {
        var (left, right) = (Sign, other.Sign);
        if (left != right || left == 0)
            return left.CompareTo(right);
        int magnitudes;
        if (_exponent == other._exponent && _large is null && other._large is null)
        {
            magnitudes = _magnitude.CompareTo(other._magnitude);
        }
        else
        {
            magnitudes = AdjustedExponent.CompareTo(other.AdjustedExponent);
            if (magnitudes == 0)
            {
                var exponent = Math.Min(_exponent, other._exponent);
                magnitudes = Scaled(exponent).CompareTo(other.Scaled(exponent));
            }
        }

        return left > 0 ? magnitudes : -magnitudes;
    }

    /// <inheritdoc/>
    public bool Equals(Dec other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dec other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var reduced = Reduced();
        return HashCode.Combine(reduced.Coefficient, reduced._exponent);
    }

    /// <summary>If both have the same digits and the same exponent, and thus the same text.</summary>
    /// <param name="other">The other number.</param>
    public bool HasSameText(Dec other) =>
        IsNaN == other.IsNaN && _exponent == other._exponent && _magnitude == other._magnitude && BigMagnitude == other.BigMagnitude
        && Sign == other.Sign;

    private BigInteger Scaled(int exponent) => BigMagnitude * PowersOfTen.Of(_exponent - exponent);

    private void RequireNumber()
    {
        if (IsNaN)
            throw new EmissionsException(EmissionsError.InvalidOperand, "NaN is not an operand of arithmetic.");
    }

    /// <summary>A coefficient of more than 128 bits, which only exact sums reach.</summary>
    private sealed class LargeMagnitude(BigInteger value)
    {
        private int _digits;

        public BigInteger Value { get; } = value;

        public int Digits
        {
            get
            {
                if (_digits == 0)
                {
                    var estimate = (int)(Value.GetBitLength() * 1233 >> 12);
                    _digits = Value < PowersOfTen.Of(estimate) ? estimate : Value < PowersOfTen.Of(estimate + 1) ? estimate + 1 : estimate + 2;
                }

                return _digits;
            }
        }
    }
}
