using Allora.Sdk.DevNet.Values;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>DevNet's decimals against what a real node accepted.</summary>
public sealed class DecTests(ITestOutputHelper output)
{
    [Fact]
    public void Spellings_are_accepted_and_rewritten_as_the_chain_does()
    {
        var cases = Data.Vectors("decimal.json").GetProperty("cases").EnumerateArray().ToList();
        foreach (var one in cases)
        {
            var text = one.GetProperty("text").GetString()!;
            var canonical = one.GetProperty("canonical").GetString();
            var parsed = Dec.TryParseBounded(text, out var value, out _);
            Assert.True(one.GetProperty("chain_accepts_signature_over_text_as_given").GetBoolean() == (parsed && value.ToString() == text), text);
            if (parsed)
                Assert.Equal((text, canonical), (text, value.ToString()));
        }

        output.WriteLine($"vectors decimal.json: {cases.Count} of {cases.Count} cases");
    }

    [Theory]
    [InlineData("0.6", "0.6", "1.2")]
    [InlineData("1E+3", "0.01", "1000.01")]
    [InlineData("-1", "1", "0")]
    public void Sums_are_exact(string one, string other, string sum) =>
        Assert.Equal(sum, (Dec.Parse(one) + Dec.Parse(other)).ToString());

    [Fact]
    public void Quotients_keep_34_digits() =>
        Assert.Equal("0.3333333333333333333333333333333333", (Dec.One / new System.Numerics.BigInteger(3)).ToString());
}
