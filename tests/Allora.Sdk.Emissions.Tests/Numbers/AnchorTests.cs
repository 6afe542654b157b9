using Allora.Sdk.Emissions.Numbers;
using static Allora.Sdk.Emissions.Numbers.DecMath;
using static Allora.Sdk.Emissions.Numbers.DecStatistics;

namespace Allora.Sdk.Emissions.Tests.Numbers;

/// <summary>Values of the specification, in the chain's own text.</summary>
public sealed class AnchorTests
{
    [Theory]
    [InlineData("1", "2.718281828459045235360287471352662")]
    [InlineData("-2.5", "0.08208499862389879516952867446715981")]
    public void Exponentials_have_the_chains_digits(string x, string expected) => Assert.Equal(expected, Exp(Dec.Parse(x)).ToString());

    [Theory]
    [InlineData("2", "0.6931471805599453094172321214581766")]
    [InlineData("0.999", "-0.00100050033358353350014298225406835")]
    public void Logarithms_have_the_chains_digits(string x, string expected) => Assert.Equal(expected, Ln(Dec.Parse(x)).ToString());

    [Theory]
    [InlineData("2", "0.5", "1.414213562373095048801688724209698")]
    [InlineData("0.3", "0.25", "0.7400828044922852505667899661638368")]
    [InlineData("0.9", "3", "0.729")]
    [InlineData("0", "0", "0")]
    [InlineData("0", "2", "0")]
    [InlineData("7", "0", "1")]
    [InlineData("7.10", "1", "7.10")]
    [InlineData("2", "-1", "2")]
    public void Powers_have_the_chains_digits(string x, string y, string expected) =>
        Assert.Equal(expected, Pow(Dec.Parse(x), Dec.Parse(y)).ToString());

    [Fact]
    public void A_topic_weight_has_the_chains_digits() => Assert.Equal(
        "2792848008753788342618.572448739634",
        (Pow(Dec.Parse("7.8e21"), Dec.Parse("0.5")) * Pow(Dec.Parse("1000000000000000077800"), Dec.Parse("0.5"))).ToString());

    [Fact]
    public void Quotients_carry_34_digits_and_are_cut()
    {
        Assert.Equal("0.6666666666666666666666666666666666", (new Dec(2) / new Dec(3)).ToString());
        Assert.Equal("0.2500000000000000000000000000000000", (new Dec(1) / new Dec(4)).ToString());
        var scale = Dec.Parse("0.37");
        Assert.Equal("4.100000000000000000000000000000000", (Dec.Parse("4.1") * scale / scale).ToString());
        Assert.Equal("0.00", (Dec.Parse("0.000") / Dec.Parse("0.1")).ToString());
    }

    [Fact]
    public void Roots_and_statistics_have_the_chains_digits()
    {
        Assert.Equal("1.414213562373095048801688724209698", Sqrt(2).ToString());
        Assert.Equal("2.000000000000000000000000000000000", Sqrt(4).ToString());
        Assert.Equal("1.580508571363875383113218429205523", Phi(3, Dec.Parse("0.75"), Dec.Parse("1.2")).ToString());
        Assert.Equal("1.527525231651946668862682397909336", StandardDeviation([1, 2, 4]).ToString());
        Assert.Equal("1.500000000000000000000000000000000", MedianAbsoluteDeviation([1, 2, 4, 9]).ToString());
        Assert.Equal("1.75", Quantile([1, 2, 4, 9], Dec.Parse("0.25")).ToString());
    }

    [Theory]
    [InlineData("1E-7", "0.0000001", "1E-7")]
    [InlineData("0.000001", "0.000001", "0.000001")]
    [InlineData("1.50e-9", "0.00000000150", "1.50E-9")]
    [InlineData("12e3", "12000", "1.2E+4")]
    [InlineData("-4.50", "-4.50", "-4.50")]
    [InlineData("", "0", "0")]
    [InlineData("NaN", "NaN", "NaN")]
    public void Texts_are_plain_for_readers_and_scientific_on_the_wire(string text, string plain, string wire)
    {
        var value = Dec.Parse(text);
        Assert.Equal(plain, value.ToString());
        Assert.Equal(wire, value.ToWireString());
    }
}
