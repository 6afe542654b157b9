using System.Numerics;
using Allora.Sdk.Emissions.Numbers;
using CsCheck;

namespace Allora.Sdk.Emissions.Tests.Numbers;

/// <summary>The fast paths against plain integers of any size.</summary>
public sealed class DecPropertyTests
{
    private static readonly Gen<Dec> Numbers = Gen.Select(Gen.Int[1, 60], Gen.Int[-60, 30], Gen.Bool, Gen.ULong.Array[4]).Select(static (digits, exponent, negative, words) =>
    {
        var coefficient = words.Aggregate(BigInteger.Zero, static (sum, word) => (sum << 64) + word) % BigInteger.Pow(10, digits);
        return new Dec(negative ? -coefficient : coefficient, exponent);
    });

    [Fact]
    public void Sums_are_exact() => Gen.Select(Numbers, Numbers).Sample(static (left, right) =>
    {
        var sum = left + right;
        var exponent = Math.Min(left.Exponent, right.Exponent);
        Assert.Equal(exponent, sum.Exponent);
        Assert.Equal(Scaled(left, exponent) + Scaled(right, exponent), sum.Coefficient);
        Assert.True((sum - right).HasSameText(left) || sum.Exponent < left.Exponent);
        Assert.Equal(left, sum - right);
    });

    [Fact]
    public void Products_are_cut_after_34_digits() => Gen.Select(Numbers, Numbers).Sample(static (left, right) =>
    {
        var (coefficient, exponent) = Cut(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);
        Assert.True(new Dec(coefficient, exponent).HasSameText(left * right), $"{left} * {right} = {left * right}");
    });

    [Fact]
    public void Quotients_have_34_digits_and_are_cut() => Gen.Select(Numbers, Numbers.Where(static one => !one.IsZero)).Sample(static (left, right) =>
    {
        var quotient = left / right;
        if (left.IsZero)
        {
            Assert.True(quotient.IsZero && quotient.Exponent == left.Exponent - right.Exponent);
            return;
        }

        var (coefficient, exponent) = Cut(left.Coefficient * BigInteger.Pow(10, 120) / right.Coefficient, left.Exponent - right.Exponent - 120);
        Assert.True(new Dec(coefficient, exponent).HasSameText(quotient), $"{left} / {right} = {quotient}");
    });

    [Fact]
    public void Comparison_is_by_value() => Gen.Select(Numbers, Numbers).Sample(static (left, right) =>
    {
        var exponent = Math.Min(left.Exponent, right.Exponent);
        Assert.Equal(Scaled(left, exponent).CompareTo(Scaled(right, exponent)), Math.Sign(left.CompareTo(right)));
        Assert.Equal(left, left.Reduced());
        Assert.Equal(left.GetHashCode(), left.Reduced().GetHashCode());
    });

    [Fact]
    public void Texts_keep_digits_and_exponents() => Numbers.Sample(static number =>
    {
        if (number.Exponent <= 0)
            Assert.True(Dec.Parse(number.ToString()).HasSameText(number));
        Assert.Equal(number, Dec.Parse(number.ToWireString()));
    });

    [Fact]
    public void Roots_are_rounded_half_to_even() => Numbers.Sample(static number =>
    {
        var value = number.Abs();
        var root = DecMath.Sqrt(value);
        if (value.IsZero)
            return;
        var (half, exponent) = (new Dec(5, root.Exponent - 1), root.Exponent - 1);
        Assert.Equal(34, BigInteger.Abs(root.Coefficient).ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        Assert.True(Square(root - half, exponent) <= Exact(value, exponent) && Exact(value, exponent) <= Square(root + half, exponent));
    });

    [Fact]
    public void Exponentials_and_logarithms_undo_each_other() => Gen.Select(Gen.Long[-50_000_000_000, 50_000_000_000], Gen.Int[0, 9]).Sample(static (digits, places) =>
    {
        var x = new Dec(digits, -9 - places);
        var back = DecMath.Ln(DecMath.Exp(x));
        Assert.True((back - x).Abs() <= new Dec(BigInteger.One, -31), $"ln(e^{x}) = {back}");
    });

    [Fact]
    public void The_digits_of_wide_integers_are_counted() => Gen.ULong.Array[4].Select(Gen.Int[0, 255]).Sample(static (words, shift) =>
    {
        var value = words.Aggregate(BigInteger.Zero, static (sum, word) => (sum << 64) + word) >> shift;
        var wide = new Wide((UInt128)(value >> 128), (UInt128)(value & ((BigInteger.One << 128) - 1)));
        Assert.Equal(value.ToString(System.Globalization.CultureInfo.InvariantCulture).Length, wide.Digits());
    });

    [Fact]
    public void Digits_are_counted_right_at_every_power_of_ten()
    {
        for (var exponent = 0; exponent <= PowersOfTen.Max256; exponent++)
        {
            var power = BigInteger.Pow(10, exponent);
            Assert.Equal(exponent + 1, Of(power).Digits());
            Assert.Equal(Math.Max(exponent, 1), Of(power - 1).Digits());
        }

        static Wide Of(BigInteger value) => new((UInt128)(value >> 128), (UInt128)(value & ((BigInteger.One << 128) - 1)));
    }

    [Fact]
    public void Negation_is_cut_like_a_product_and_sums_are_not()
    {
        var sum = Dec.Parse("1.00000000000000000000000000000000000000005");
        Assert.Equal("-1.000000000000000000000000000000000", (-sum).ToString());
        Assert.Equal("1.00000000000000000000000000000000000000005", (sum + Dec.Zero).ToString());
    }

    [Fact]
    public void What_is_not_a_number_is_no_operand()
    {
        Assert.Equal(EmissionsError.InvalidOperand, Assert.Throws<EmissionsException>(static () => Dec.NaN + Dec.One).Reason);
        Assert.Equal(EmissionsError.DivisionByZero, Assert.Throws<EmissionsException>(static () => Dec.One / Dec.Zero).Reason);
        Assert.Equal(EmissionsError.InvalidOperand, Assert.Throws<EmissionsException>(static () => DecMath.Ln(Dec.Zero)).Reason);
        Assert.Equal(EmissionsError.InvalidOperand, Assert.Throws<EmissionsException>(static () => DecMath.Pow(-Dec.One, 2)).Reason);
        Assert.Equal(EmissionsError.OutOfRange, Assert.Throws<EmissionsException>(static () => DecMath.Exp(new Dec(1, 9))).Reason);
        Assert.Equal(EmissionsError.OutOfRange, Assert.Throws<EmissionsException>(static () => new Dec(1, 90_000) * new Dec(1, 90_000)).Reason);
        Assert.Equal(EmissionsError.InvalidText, Assert.Throws<EmissionsException>(static () => Dec.Parse("0x1")).Reason);
        Assert.True(DecMath.Exp(new Dec(-1, 9)).IsZero);
        Assert.Equal(0, Dec.NaN.CompareTo(Dec.Zero));
    }

    private static BigInteger Scaled(Dec value, int exponent) => value.Coefficient * BigInteger.Pow(10, value.Exponent - exponent);

    private static BigInteger Square(Dec value, int exponent) => BigInteger.Pow(Scaled(value, exponent), 2) * BigInteger.Pow(10, 200);

    private static BigInteger Exact(Dec value, int exponent) =>
        value.Coefficient * BigInteger.Pow(10, value.Exponent - (2 * exponent) + 200);

    private static (BigInteger Coefficient, int Exponent) Cut(BigInteger coefficient, int exponent)
    {
        var excess = BigInteger.Abs(coefficient).ToString(System.Globalization.CultureInfo.InvariantCulture).Length - Dec.Precision;
        return excess <= 0 ? (coefficient, exponent) : (coefficient / BigInteger.Pow(10, excess), exponent + excess);
    }
}
