using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Values;

public class ChainDecimalTests
{
    [Theory]
    [InlineData("+1", "1")]
    [InlineData("00012.50", "12.50")]
    [InlineData("-0", "-0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1E+40", "1E+40")]
    [InlineData("10000000000000000000000000000000000000000.0", "10000000000000000000000000000000000000000.0")]
    [InlineData("1e+0000000000000000000000005", "1E+5")]
    public void Spellings_that_the_chain_parses_become_canonical(string text, string canonical) =>
        Assert.Equal(canonical, ChainDecimal.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("+-1")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1e5.0")]
    [InlineData("1e 5")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("١")]
    [InlineData("−1")]
    [InlineData("1e99999999999")]
    [InlineData("0e100001")]
    [InlineData("1.00000000000000000000000000000000000000001E+40")]
    [InlineData("9.9999E-41")]
    public void Anything_else_is_refused_with_a_reason(string text)
    {
        Assert.False(ChainDecimal.TryParse(text, out _, out var why));
        Assert.False(string.IsNullOrEmpty(why));
    }

    [Fact]
    public void Null_is_refused_without_an_exception_by_TryParse()
    {
        Assert.False(ChainDecimal.TryParse(null, out _, out var why));
        Assert.NotNull(why);
        Assert.Throws<ArgumentNullException>(() => ChainDecimal.Parse(null!));
    }

    [Theory]
    [InlineData(0.0123, "0.0123")]
    [InlineData(0.1, "0.1")]
    [InlineData(100000.0, "100000")]
    [InlineData(-0.0, "-0")]
    [InlineData(1e-40, "1E-40")]
    [InlineData(1.2345e-7, "1.2345E-7")]
    [InlineData(-5.573342508302477e-11, "-5.573342508302477E-11")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(123456789012345680.0, "1.2345678901234568E+17")]
    public void A_double_takes_its_shortest_spelling(double value, string text) =>
        Assert.Equal(text, ChainDecimal.FromDouble(value).ToString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(1.1e40)]
    public void A_double_outside_the_bounds_is_refused(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChainDecimal.FromDouble(value));

    [Fact]
    public void A_decimal_keeps_its_zeros()
    {
        Assert.Equal("1.10", ChainDecimal.FromDecimal(1.10m).ToString());
        Assert.Equal("-1E-28", ChainDecimal.FromDecimal(-0.0000000000000000000000000001m).ToString());
        Assert.Equal("79228162514264337593543950335", ChainDecimal.FromDecimal(decimal.MaxValue).ToString());
        Assert.Equal("-79228162514264337593543950335", ChainDecimal.FromDecimal(decimal.MinValue).ToString());
        Assert.Equal("0.00", ChainDecimal.FromDecimal(0.00m).ToString());
    }

    [Fact]
    public void Equality_and_order_are_numeric()
    {
        var (one, oneToo, two) = (ChainDecimal.Parse("1"), ChainDecimal.Parse("1.000"), ChainDecimal.Parse("2E+0"));
        Assert.True(one == oneToo);
        Assert.Equal(one.GetHashCode(), oneToo.GetHashCode());
        Assert.True(ChainDecimal.Parse("-0.0") == ChainDecimal.Zero);
        Assert.Equal(ChainDecimal.Zero.GetHashCode(), ChainDecimal.Parse("-0.0").GetHashCode());
        Assert.True(one < two && two > oneToo && one <= oneToo && one >= oneToo && one != two);
        Assert.True(ChainDecimal.Parse("-2") < ChainDecimal.Parse("-1.5"));
        Assert.True(ChainDecimal.Parse("-1") < ChainDecimal.Zero);
        Assert.True(ChainDecimal.Parse("9.99E+9") < ChainDecimal.Parse("1E+10"));
        Assert.True(ChainDecimal.ParseUnbounded("1E+90000") > ChainDecimal.ParseUnbounded("1E-90000"));
    }

    [Fact]
    public void Replies_may_lie_outside_the_bounds_of_inputs()
    {
        Assert.Equal("1E+41", ChainDecimal.ParseUnbounded("1E+41").ToString());
        Assert.Equal("1E-100", ChainDecimal.ParseUnbounded("1e-100").ToString());
        Assert.Throws<FormatException>(() => ChainDecimal.ParseUnbounded("NaN"));
    }

    [Fact]
    public void A_long_spelling_needs_more_room_but_is_exact()
    {
        var text = "0." + new string('1', 1000);
        var value = ChainDecimal.Parse(text);
        Span<byte> small = stackalloc byte[100];
        Assert.False(value.TryFormat(small, out var written));
        Assert.Equal(0, written);
        Assert.Equal(text, value.ToString());
        Assert.Equal(1.0 / 9, value.ToDouble());
    }

    [Fact]
    public void Formatting_typical_values_allocates_nothing()
    {
        var values = new[] { ChainDecimal.FromDouble(-0.012403974191526725), ChainDecimal.FromDecimal(decimal.MaxValue), ChainDecimal.FromDouble(1e-40) };
        Span<byte> utf8 = stackalloc byte[64];
        foreach (var value in values)
            value.TryFormat(utf8, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var value in values)
            value.TryFormat(utf8, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
