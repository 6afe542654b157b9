using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Money;

/// <summary>The limits on fees that hold if the user sets none.</summary>
public class FeeCapTests
{
    [Fact]
    public void They_follow_from_the_networks_floor()
    {
        Assert.Equal((UAllo.FromAllo("0.01"), UAllo.FromAllo("1")), LimitsOf(AlloraNetwork.Mainnet));
        Assert.Equal((UAllo.Parse("400000000"), UAllo.Parse("40000000000")), LimitsOf(AlloraNetwork.Testnet));
        Assert.Equal(LimitsOf(AlloraNetwork.Mainnet), LimitsOf(AlloraNetwork.Testnet with { GasPriceFloor = GasPrice.Zero }));
    }

    [Fact]
    public void The_users_own_come_first()
    {
        Assert.Equal(UAllo.Parse("5"), new FeeOptions { MaximumFee = UAllo.Parse("5") }.MaximumFeeOn(AlloraNetwork.Mainnet));
        Assert.Equal(UAllo.Parse("6"), new WalletOptions { DailyBudget = UAllo.Parse("6") }.DailyBudgetOn(AlloraNetwork.Mainnet));
        Assert.Equal(UAllo.FromAllo("0.04"), new FeeOptions { Floor = GasPrice.Parse("1000000000") }.MaximumFeeOn(AlloraNetwork.Mainnet));
        Assert.Equal(UAllo.FromAllo("0.005"), new FeeOptions { MaximumGas = 1_000_000 }.MaximumFeeOn(AlloraNetwork.Mainnet));
    }

    [Fact]
    public void Nothing_that_a_node_reports_is_offered_above_them()
    {
        var floor = GasPrice.Parse("10");
        var refused = Assert.Throws<AlloraException>(() => FeeQuote.For(200_000, GasPrice.Parse("4000000000000000000"), floor, new FeeOptions()));
        Assert.Equal(AlloraErrorReason.FeeAboveLimit, refused.Reason);
        Assert.Contains("Raise MaximumFee in FeeOptions", refused.Message, StringComparison.Ordinal);

        // A gas of 2^63 and more is cut to the maximum, without an overflow.
        Assert.All([1ul << 63, ulong.MaxValue], gas => Assert.Equal(2_000_000ul, FeeQuote.For(gas, floor, floor, new FeeOptions()).GasLimit));
        Assert.Equal(UAllo.Parse("400000000"), FeeQuote.For(2_000_000, GasPrice.Parse("200"), floor, new FeeOptions { Tier = FeeTier.Priority }).Fee);
    }

    private static (UAllo Fee, UAllo Day) LimitsOf(AlloraNetwork network) => (new FeeOptions().MaximumFeeOn(network), new WalletOptions().DailyBudgetOn(network));
}
