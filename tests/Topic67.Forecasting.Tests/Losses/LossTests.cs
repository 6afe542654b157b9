using Allora.TestData;
using Topic67.Forecasting.Losses;

namespace Topic67.Forecasting.Tests.Losses;

public sealed class LossTests
{
    [Fact]
    public void Every_golden_loss_has_its_value_or_its_refusal()
    {
        var count = 0;
        foreach (var golden in Data.Vectors("losses.json").GetProperty("cases").EnumerateArray())
        {
            var loss = LossCatalog.Find(golden.GetProperty("loss").GetString()!);
            var (y, p) = (golden.GetProperty("y").GetDouble(), golden.GetProperty("p").GetDouble());
            if (golden.TryGetProperty("error", out var error) && error.GetBoolean())
                Assert.Throws<ArgumentOutOfRangeException>(() => loss.Of(y, p));
            else
                Near(golden.GetProperty("value").GetDouble(), loss.Of(y, p), $"{golden}");
            count++;
        }

        VectorCount.Print("losses.json", "cases", count);
        Assert.NotEqual(0, count);
    }

    [Theory]
    [InlineData(" MSE ", "sqe")]
    [InlineData("squared_error", "sqe")]
    [InlineData("Absolute_Error", "abse")]
    [InlineData("huber_loss delta=2", "huber")]
    [InlineData("log_cosh", "logcosh")]
    [InlineData("binary_cross_entropy", "bce")]
    [InlineData("poisson_loss", "poisson")]
    [InlineData("z_transformed_absolute_error std=1", "ztae")]
    [InlineData("zptae_loss std=1 m=0 g=1", "zptae")]
    public void Aliases_are_known_trimmed_and_without_case(string text, string name) => Assert.Equal(name, LossCatalog.Find(text).Name);

    [Theory]
    [InlineData("", "not a known loss")]
    [InlineData("rmse", "not a known loss")]
    [InlineData("ztae", "needs std")]
    [InlineData("ztae std=0", "above zero")]
    [InlineData("huber delta=-1", "above zero")]
    [InlineData("zptae std=1 beta=0", "above zero")]
    [InlineData("sqe std=1", "has no parameter \"std\"")]
    [InlineData("huber delta", "is not a parameter")]
    [InlineData("huber delta=NaN", "is not a parameter")]
    [InlineData("huber delta=1 DELTA=2", "is not a parameter")]
    public void What_makes_no_sense_is_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => LossCatalog.Find(text)).Message);

    [Fact]
    public void Where_the_inner_functions_overflow_the_limits_speak()
    {
        Assert.Equal(1000 - Math.Log(2), LossCatalog.Find("logcosh").Of(1000, 0));
        Assert.Equal(Math.Pow(1e200, 0.25), LossCatalog.Find("zptae std=1 m=0").Of(0, -1e200), Math.Pow(1e200, 0.25) * 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCatalog.Find("sqe").Of(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossCatalog.Find("sqe").Of(0, double.PositiveInfinity));
    }

    private static void Near(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= Math.Max(1e-15, 1e-12 * Math.Abs(expected)), $"{what}: got {actual:R}");
}
