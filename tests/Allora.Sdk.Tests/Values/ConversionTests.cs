using System.Globalization;
using System.Numerics;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Values;

/// <summary>Numbers of .NET into the chain's values and back, with nothing added and nothing lost.</summary>
public class ConversionTests
{
    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(0.0123f, "0.0123")]
    [InlineData(-3.4028235e38f, "-3.4028235E+38")]
    [InlineData(1.5e-7f, "1.5E-7")]
    [InlineData(16777216f, "16777216")]
    public void A_float_takes_its_shortest_spelling(float value, string text)
    {
        Prediction converted = value;

        Assert.Equal(text, ChainDecimal.FromSingle(value).ToString());
        Assert.Equal(text, Prediction.Value(value).ToString());
        Assert.Equal(text, converted.ToString());
        Assert.Equal($"a={text}", Prediction.Labels(new Dictionary<string, float> { ["a"] = value }).ToString());
    }

    [Fact]
    public void A_float_survives_the_round_trip() =>
        Gen.Single[-1e30f, 1e30f].Sample(value =>
            (value != 0 && Math.Abs(value) < 1e-39f)
            || float.Parse(ChainDecimal.FromSingle(value).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture).Equals(value));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e-45f)]
    public void A_float_that_the_chain_refuses_is_refused(float value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Value(value));

    [Fact]
    public void A_provider_may_return_any_number()
    {
        Prediction[] all = [0.1, 0.1f, 0.1m, 7, 7L, ChainDecimal.Parse("0.10")];

        Assert.Equal(["0.1", "0.1", "0.1", "7", "7", "0.10"], all.Select(one => one.ToString()));
    }

    [Fact]
    public void A_decimal_survives_the_way_there_and_back_with_its_zeros() =>
        Gen.Decimal.Where(value => value == 0 || Math.Abs(value) > 1e-20m).Sample(value =>
            ChainDecimal.FromDecimal(value).ToDecimal().ToString(CultureInfo.InvariantCulture) == value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1.00", "1.00")]
    [InlineData("1E+20", "100000000000000000000")]
    [InlineData("1E-40", "0.0000000000000000000000000000")]
    [InlineData("0.33333333333333333333333333333333", "0.3333333333333333333333333333")]
    public void A_decimal_is_the_nearest(string text, string nearest) =>
        Assert.Equal(nearest, ChainDecimal.Parse(text).ToDecimal().ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void What_no_decimal_can_hold_overflows()
    {
        Assert.Throws<OverflowException>(() => ChainDecimal.Parse("1E+29").ToDecimal());
        Assert.Throws<OverflowException>(() => ChainDecimal.ParseUnbounded("-1E+90000").ToDecimal());
        Assert.Equal(0m, ChainDecimal.ParseUnbounded("1E-90000").ToDecimal());
    }

    [Fact]
    public void An_amount_from_a_decimal_is_the_one_from_its_text() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 1 << 20], Gen.Byte[0, 18]).Sample((low, middle, high, scale) =>
        {
            var allo = new decimal(low, middle, high, false, scale);
            return UAllo.FromAllo(allo) == UAllo.FromAllo(allo.ToString(CultureInfo.InvariantCulture));
        });

    [Fact]
    public void An_amount_from_a_decimal_is_never_rounded()
    {
        Assert.Equal(BigInteger.One, UAllo.FromAllo(0.000000000000000001m).Value);
        Assert.Equal(BigInteger.One, UAllo.FromAllo(0.0000000000000000010000m).Value);
        Assert.Contains("18 decimals", Assert.Throws<ArgumentOutOfRangeException>(() => UAllo.FromAllo(0.0000000000000000015m)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => UAllo.FromAllo(-1m));
    }
}
