using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>An amount in uallo, the chain's smallest unit (1 ALLO = 10^18 uallo): a whole number of any size, never negative.</summary>
public readonly struct UAllo : IEquatable<UAllo>, IComparable<UAllo>
{
    private const string Unit = "uallo";

    /// <summary>Wraps a number of uallo.</summary>
    /// <param name="value">The number (uallo; 10^18 are one ALLO).</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public UAllo(BigInteger value)
    {
        if (value.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(value), "An amount of coins is never negative");
        Value = value;
    }

    /// <summary>Nothing.</summary>
    public static UAllo Zero => default;

    /// <summary>The number of uallo.</summary>
    public BigInteger Value { get; }

    /// <summary>Reads a whole number of uallo: "123", or "123uallo" as <see cref="ToString"/> writes it.</summary>
    /// <param name="uallo">The text.</param>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static UAllo Parse(string uallo) =>
        TryParse(uallo, out var amount) ? amount : throw new FormatException($"'{uallo}' is not a whole number of uallo");

    /// <summary>Reads a whole number of uallo, with or without the unit behind it.</summary>
    /// <param name="uallo">The text.</param>
    /// <param name="amount">The amount.</param>
    public static bool TryParse(string? uallo, out UAllo amount)
    {
        var text = uallo.AsSpan();
        if (text.EndsWith(Unit, StringComparison.Ordinal))
            text = text[..^Unit.Length];
        var valid = FixedPoint.TryParseInteger(text, out var value);
        amount = valid ? new UAllo(value) : default;
        return valid;
    }

    /// <summary>
    /// Converts an amount in ALLO, exactly. Plain digits with at most one point and at most 18 decimals; signs, exponents,
    /// separators, ".5" and a 19th decimal are refused rather than guessed at.
    /// </summary>
    /// <param name="allo">The text, such as "2.5".</param>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static UAllo FromAllo(string allo)
    {
        ArgumentNullException.ThrowIfNull(allo);
        return FixedPoint.TryParse(allo, out var scaled, out var why) ? new UAllo(scaled) : throw new FormatException(why);
    }

    /// <summary>The amount in ALLO, without trailing zeros.</summary>
    public string ToAllo() => FixedPoint.Format(Value);

    /// <summary>The amount with its unit, such as "123uallo".</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + Unit;

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
        left.Value >= right.Value ? new UAllo(left.Value - right.Value) : throw new OverflowException($"{left} is less than {right}");

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
