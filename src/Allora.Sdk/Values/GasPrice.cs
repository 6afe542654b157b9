using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>The price of one unit of gas in uallo: an exact number with 18 decimals, never negative.</summary>
public readonly partial struct GasPrice : IEquatable<GasPrice>, IComparable<GasPrice>
{
    private GasPrice(BigInteger scaled18) => Scaled18 = scaled18;

    /// <summary>A price of zero.</summary>
    public static GasPrice Zero => default;

    /// <summary>The price as a whole number of 10^-18 uallo, as gRPC spells it.</summary>
    public BigInteger Scaled18 { get; }

    /// <summary>Reads decimal text, as REST and configuration spell a price: "10", "0.025", "10.000000000000000000".</summary>
    /// <param name="decimalText">The text (uallo for a unit of gas).</param>
    /// <exception cref="FormatException">Not plain digits with at most one point, or more than 18 decimals.</exception>
    public static GasPrice Parse(string decimalText)
    {
        ArgumentNullException.ThrowIfNull(decimalText);
        return FixedPoint.TryParse(decimalText, out var scaled, out var why) ? new GasPrice(scaled) : throw new FormatException(why);
    }

    /// <summary>Reads the integer, scaled by 10^18, by which gRPC spells a price: "10000000000000000000" is 10.</summary>
    /// <param name="integerText">The text (10^-18 uallo for a unit of gas).</param>
    /// <exception cref="FormatException">Not a whole number.</exception>
    public static GasPrice FromScaled18(string integerText) =>
        FixedPoint.TryParseInteger(integerText, out var scaled)
            ? new GasPrice(scaled)
            : throw new FormatException($"'{integerText}' is not a whole number of 10^-18 uallo");

    /// <summary>The larger of two prices.</summary>
    /// <param name="left">The first price.</param>
    /// <param name="right">The second price.</param>
    public static GasPrice Max(GasPrice left, GasPrice right) => left >= right ? left : right;

    /// <summary>The smaller of two prices.</summary>
    /// <param name="left">The first price.</param>
    /// <param name="right">The second price.</param>
    public static GasPrice Min(GasPrice left, GasPrice right) => left <= right ? left : right;

    /// <summary>The fee for a gas limit: the exact product, rounded up to a whole uallo.</summary>
    /// <param name="gasLimit">The limit (units of gas).</param>
    public UAllo FeeFor(ulong gasLimit) => new(FixedPoint.CeilingDivide(gasLimit * Scaled18, FixedPoint.One));

    /// <summary>The least price at which this gas limit costs at least this fee.</summary>
    internal static GasPrice Covering(UAllo fee, ulong gasLimit) => new(FixedPoint.CeilingDivide(fee.Value * FixedPoint.One, gasLimit));

    /// <summary>The price times a factor, such as a tier's 1.1; rounded up at the 18th decimal, so never below the exact product.</summary>
    /// <param name="factor">The factor, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative.</exception>
    public GasPrice Times(ChainDecimal factor)
    {
        if (factor.IsNegative && !factor.IsZero)
            throw new ArgumentOutOfRangeException(nameof(factor), factor.ToString(), "A price cannot be negative");
        var product = Scaled18 * factor.Magnitude;
        return new GasPrice(factor.Exponent >= 0
            ? product * BigInteger.Pow(10, factor.Exponent)
            : FixedPoint.CeilingDivide(product, BigInteger.Pow(10, -factor.Exponent)));
    }

    /// <summary>The price as decimal text, without trailing zeros.</summary>
    public override string ToString() => FixedPoint.Format(Scaled18);

    /// <inheritdoc/>
    public bool Equals(GasPrice other) => Scaled18 == other.Scaled18;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GasPrice other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Scaled18.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GasPrice other) => Scaled18.CompareTo(other.Scaled18);

    /// <summary>Equality of prices.</summary>
    public static bool operator ==(GasPrice left, GasPrice right) => left.Scaled18 == right.Scaled18;

    /// <summary>Inequality of prices.</summary>
    public static bool operator !=(GasPrice left, GasPrice right) => left.Scaled18 != right.Scaled18;

    /// <summary>Order of prices.</summary>
    public static bool operator <(GasPrice left, GasPrice right) => left.Scaled18 < right.Scaled18;

    /// <summary>Order of prices.</summary>
    public static bool operator >(GasPrice left, GasPrice right) => left.Scaled18 > right.Scaled18;

    /// <summary>Order of prices.</summary>
    public static bool operator <=(GasPrice left, GasPrice right) => left.Scaled18 <= right.Scaled18;

    /// <summary>Order of prices.</summary>
    public static bool operator >=(GasPrice left, GasPrice right) => left.Scaled18 >= right.Scaled18;
}
