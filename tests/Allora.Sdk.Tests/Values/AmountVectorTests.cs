using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Values;

public class AmountVectorTests
{
    private const string File = "amounts.json";

    [Fact]
    public Task Allo_becomes_uallo_exactly() =>
        VectorFile.ForEach(File, "allo_to_uallo", entry =>
            Assert.Equal(entry.Text("uallo") + "uallo", UAllo.FromAllo(entry.Text("allo")).ToString()));

    [Fact]
    public Task Uallo_becomes_allo_exactly() =>
        VectorFile.ForEach(File, "uallo_to_allo", entry =>
        {
            var amount = UAllo.Parse(entry.Text("uallo"));
            Assert.Equal(entry.Text("allo"), amount.ToAllo());
            Assert.Equal(amount, UAllo.FromAllo(entry.Text("allo")));
            Assert.Equal(amount, UAllo.FromAllo(entry.Text("allo_18_digits")));
        });

    [Fact]
    public Task Amounts_below_one_uallo_are_refused_not_rounded() =>
        VectorFile.ForEach(File, "too_many_decimals", entry =>
        {
            Assert.Equal("reject", entry.Text("strict"));
            Assert.Throws<FormatException>(() => UAllo.FromAllo(entry.Text("allo")));
        });

    [Fact]
    public Task Texts_that_are_no_amounts_are_refused() =>
        VectorFile.ForEach(File, "invalid_or_policy", entry =>
        {
            // A verdict of null leaves the choice to us; this SDK refuses those too (see UAllo.FromAllo).
            if (entry.Verdict("accept") is { } accept)
            {
                var failure = Record.Exception(() => UAllo.FromAllo(entry.Text("allo")));
                Assert.Equal(accept, failure is null);
                Assert.True(failure is null or FormatException);
            }
        });

    [Fact]
    public Task A_fee_is_the_exact_product_rounded_up() =>
        VectorFile.ForEach(File, "gas_fee", entry =>
        {
            var price = GasPrice.Parse(entry.Text("gas_price_uallo"));
            var limit = ulong.Parse(entry.Text("gas_limit"), CultureInfo.InvariantCulture);
            Assert.Equal(UAllo.Parse(entry.Text("fee_uallo")), price.FeeFor(limit));
        });
}
