using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Fees;

public sealed class FeeQuoteTests
{
    private static readonly GasPrice Ten = GasPrice.Parse("10");
    private static readonly GasPrice NoFloor = GasPrice.Parse("0");

    [Theory]
    [InlineData(FeeTier.Eco, "1100000")]
    [InlineData(FeeTier.Standard, "1210000")]
    [InlineData(FeeTier.Priority, "1650000")]
    public void The_fee_is_gas_with_its_margin_times_the_tiered_price(FeeTier tier, string uallo)
    {
        var quote = FeeQuote.For(100_000, Ten, NoFloor, new FeeOptions { Tier = tier });

        Assert.Equal(110_000UL, quote.GasLimit);
        Assert.Equal(UAllo.Parse(uallo), quote.Fee);
    }

    [Fact]
    public void Fractions_round_up_to_whole_uallo()
    {
        var quote = FeeQuote.For(3, GasPrice.Parse("0.025"), NoFloor, new FeeOptions { Tier = FeeTier.Eco, GasMarginPercent = 0 });

        Assert.Equal(UAllo.Parse("1"), quote.Fee);
    }

    [Fact]
    public void The_floor_lifts_a_low_price()
    {
        var quote = FeeQuote.For(100_000, GasPrice.Parse("1"), Ten, new FeeOptions { Tier = FeeTier.Eco, GasMarginPercent = 0 });

        Assert.Equal(UAllo.Parse("1000000"), quote.Fee);
    }

    [Fact]
    public void The_cap_holds_the_tier_back_but_never_goes_below_the_chain()
    {
        var capped = FeeQuote.For(100_000, Ten, NoFloor, new FeeOptions { Tier = FeeTier.Priority, Cap = GasPrice.Parse("12"), GasMarginPercent = 0 });
        Assert.Equal(UAllo.Parse("1200000"), capped.Fee);

        var refused = Assert.Throws<AlloraException>(() => FeeQuote.For(100_000, Ten, NoFloor, new FeeOptions { Cap = GasPrice.Parse("9") }));
        Assert.Equal(AlloraErrorReason.FeeAboveLimit, refused.Reason);
        Assert.True(refused.IsTransient);
    }

    [Fact]
    public void A_fee_above_the_maximum_is_refused()
    {
        var options = new FeeOptions { MaximumFee = UAllo.Parse("1000000") };

        var refused = Assert.Throws<AlloraException>(() => FeeQuote.For(100_000, Ten, NoFloor, options));

        Assert.Equal(AlloraErrorReason.FeeAboveLimit, refused.Reason);
    }

    [Fact]
    public void The_gas_limit_stays_within_its_maximum()
    {
        var quote = FeeQuote.For(5_000_000, Ten, NoFloor, new FeeOptions { MaximumGas = 2_000_000 });

        Assert.Equal(2_000_000UL, quote.GasLimit);
    }
}
