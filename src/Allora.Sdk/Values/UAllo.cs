using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>An amount in uallo, the chain's smallest unit (1 ALLO = 10^18 uallo): a whole number of any size, never negative.</summary>
public readonly partial struct UAllo : IEquatable<UAllo>, IComparable<UAllo>
{
    /// <summary>Wraps a number of uallo.</summary>
    /// <param name="value">The number (uallo; 10^18 are one ALLO).</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public UAllo(BigInteger value)
    {
        if (value.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(value), "An amount of coins cannot be negative");
        Value = value;
    }

    /// <summary>Zero.</summary>
    public static UAllo Zero => default;

    /// <summary>The number of uallo.</summary>
    public BigInteger Value { get; }

    /// <summary>Reads a whole number of uallo: "123", or "123uallo" as <see cref="ToString()"/> writes it.</summary>
    /// <param name="uallo">The text.</param>
    /// <exception cref="FormatException">The text is not such a number.</exception>
    public static UAllo Parse(string uallo)
    {
        ArgumentNullException.ThrowIfNull(uallo);
        return Parse(uallo.AsSpan());
    }

    /// <summary>
    /// Converts an amount in ALLO, exactly. Plain digits with at most one point and at most 18 decimals; signs, exponents,
    /// separators, ".5" and a 19th decimal are rejected.
    /// </summary>
    /// <param name="allo">The text, such as "2.5".</param>
    /// <exception cref="FormatException">The text is not such a number.</exception>
    public static UAllo FromAllo(string allo)
    {
        ArgumentNullException.ThrowIfNull(allo);
        return FixedPoint.TryParse(allo, out var scaled, out var why) ? new UAllo(scaled) : throw new FormatException(why);
    }

    /// <summary>Converts an amount in ALLO, exactly.</summary>
    /// <param name="allo">The amount, such as 2.5m.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or with a part smaller than one uallo (10^-18 ALLO).</exception>
    public static UAllo FromAllo(decimal allo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(allo);
        var exact = ChainDecimal.ExactParts(allo);
        var shift = FixedPoint.Decimals + exact.Exponent;
        if (shift >= 0)
            return new UAllo(exact.Magnitude * BigInteger.Pow(10, shift));
        var amount = BigInteger.DivRem(exact.Magnitude, BigInteger.Pow(10, -shift), out var remainder);
        return remainder.IsZero
            ? new UAllo(amount)
            : throw new ArgumentOutOfRangeException(nameof(allo), string.Create(CultureInfo.InvariantCulture, $"{allo} ALLO has more than {FixedPoint.Decimals} decimals: the smallest amount is 10^-18 ALLO"));
    }

    /// <summary>The amount in ALLO, without trailing zeros.</summary>
    public string ToAllo() => FixedPoint.Format(Value);

    /// <summary>The amount as a coin of the chain.</summary>
    /// <param name="denom">The coin's name. Default: uallo.</param>
    public Coin ToCoin(string denom = Unit) => new(denom, Value);

    /// <inheritdoc/>
    public bool Equals(UAllo other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UAllo other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(UAllo other) => Value.CompareTo(other.Value);

    /// <summary>The sum.</summary>
    public static UAllo operator +(UAllo left, UAllo right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">The result would be negative.</exception>
    public static UAllo operator -(UAllo left, UAllo right) =>
        left.Value >= right.Value ? new UAllo(left.Value - right.Value) : throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"{left} is less than {right}"));

    /// <summary>Equality of amounts.</summary>
    public static bool operator ==(UAllo left, UAllo right) => left.Value == right.Value;

    /// <summary>Inequality of amounts.</summary>
    public static bool operator !=(UAllo left, UAllo right) => left.Value != right.Value;

    /// <summary>Order of amounts.</summary>
    public static bool operator <(UAllo left, UAllo right) => left.Value < right.Value;

    /// <summary>Order of amounts.</summary>
    public static bool operator >(UAllo left, UAllo right) => left.Value > right.Value;

    /// <summary>Order of amounts.</summary>
    public static bool operator <=(UAllo left, UAllo right) => left.Value <= right.Value;

    /// <summary>Order of amounts.</summary>
    public static bool operator >=(UAllo left, UAllo right) => left.Value >= right.Value;
}
