using System.Numerics;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Values;

public class AmountTests
{
    [Theory]
    [InlineData("1e18")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.0000000000000000000")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("1.2.3")]
    public void Our_choice_is_to_refuse_loose_spellings(string allo) =>
        Assert.Throws<FormatException>(() => UAllo.FromAllo(allo));

    [Fact]
    public void Amounts_are_never_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UAllo(-1));
        Assert.Throws<OverflowException>(() => new UAllo(1) - new UAllo(2));
        Assert.Throws<FormatException>(() => UAllo.Parse("-1"));
    }

    [Fact]
    public void Amounts_are_parsed_with_or_without_their_unit()
    {
        Assert.Equal(new UAllo(123), UAllo.Parse("123uallo"));
        Assert.Equal(new UAllo(123), UAllo.Parse("123"));
        Assert.False(UAllo.TryParse("uallo", out _));
        Assert.False(UAllo.TryParse(null, out _));
        Assert.Equal("123uallo", new UAllo(123).ToCoin().ToString());
    }

    [Fact]
    public void Amounts_add_and_compare()
    {
        var (one, two) = (new UAllo(1), new UAllo(2));
        Assert.Equal(two, one + one);
        Assert.Equal(one, two - one);
        Assert.True(one < two && two > one && one <= two && two >= one && one != two && !(one == two));
        Assert.Equal(-1, one.CompareTo(two));
        Assert.Equal(new UAllo(2).GetHashCode(), two.GetHashCode());
    }

    [Fact]
    public void A_price_reads_the_same_from_grpc_and_rest()
    {
        var price = GasPrice.FromScaled18("10000000000000000000");
        Assert.Equal(GasPrice.Parse("10.000000000000000000"), price);
        Assert.Equal("10", price.ToString());
        Assert.Equal("0.025", GasPrice.Parse("0.025").ToString());
        Assert.Throws<FormatException>(() => GasPrice.FromScaled18("10.0"));
        Assert.Throws<FormatException>(() => GasPrice.Parse("-1"));
        Assert.Throws<FormatException>(() => GasPrice.Parse("0.0000000000000000001"));
    }

    [Fact]
    public void A_tier_multiplies_exactly_and_never_rounds_down()
    {
        Assert.Equal(GasPrice.Parse("11"), GasPrice.Parse("10").Times(ChainDecimal.Parse("1.1")));
        Assert.Equal(GasPrice.Parse("1000"), GasPrice.Parse("10").Times(ChainDecimal.Parse("1E+2")));
        Assert.Equal(new BigInteger(2), GasPrice.Parse("0.000000000000000001").Times(ChainDecimal.Parse("1.1")).Scaled18);
        Assert.Throws<ArgumentOutOfRangeException>(() => GasPrice.Parse("1").Times(ChainDecimal.Parse("-1")));
    }

    [Fact]
    public void Prices_compare()
    {
        var (low, high) = (GasPrice.Parse("9.9"), GasPrice.Parse("10"));
        Assert.True(low < high && high > low && low <= high && high >= low && low != high && !(low == high));
        Assert.Equal(high, GasPrice.Max(low, high));
        Assert.Equal(low, GasPrice.Min(low, high));
    }
}
