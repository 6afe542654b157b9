using Allora.Sdk.Losses;

namespace Allora.Sdk.Tests.Losses;

public sealed class LossTests
{
    [Fact]
    public Task Every_golden_loss_has_its_value_or_its_refusal() => VectorFile.ForEach("losses.json", "cases", golden =>
    {
        var loss = LossCatalog.Find(golden.Text("loss"));
        var (y, p) = (golden.GetProperty("y").GetDouble(), golden.GetProperty("p").GetDouble());
        if (golden.TryGetProperty("error", out var error) && error.GetBoolean())
            Assert.Throws<ArgumentOutOfRangeException>(() => loss.Of(y, p));
        else
            Near(golden.GetProperty("value").GetDouble(), loss.Of(y, p), $"{golden}");
    });

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
    [InlineData("ztae", "needs std, the standard deviation")]
    [InlineData("zptae mean=1", "needs std, the standard deviation")]
    [InlineData("zptae std=1 m=-1", "must not be negative")]
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

    [Fact]
    public void Parameters_may_stand_beside_the_name()
    {
        var loss = LossCatalog.Find(" Huber_Loss ", new Dictionary<string, double> { ["Delta"] = 0.1 });
        Assert.Equal(("huber", "Huber_Loss Delta=0.1"), (loss.Name, loss.Text));
        Assert.Equal(LossCatalog.Find("huber delta=0.1").Of(3, 1), loss.Of(3, 1));
        Assert.Contains("has no parameter \"std\"", Assert.Throws<ArgumentException>(() => LossCatalog.Find("mse", new Dictionary<string, double> { ["std"] = 1 })).Message);
    }

    [Fact]
    public void Only_poisson_can_be_negative()
    {
        Assert.Equal(["poisson"], LossCatalog.Names.Where(name => !LossCatalog.Find(name.StartsWith('z') ? name + " std=1" : name).IsNeverNegative));
        Assert.True(LossCatalog.Find("poisson").Of(10, 10) < 0);
    }

    [Fact]
    public void Aliases_can_be_listed()
    {
        Assert.Contains("mse", LossCatalog.AliasesOf("SQE"));
        Assert.Contains("squared_error", LossCatalog.AliasesOf("mse"));
        Assert.Empty(LossCatalog.AliasesOf("rmse"));
        Assert.All(LossCatalog.Names, name => Assert.NotEmpty(LossCatalog.AliasesOf(name)));
    }

    [Theory]
    [InlineData("bce", 1.5, 0.5, "the truth 1.5 is outside")]
    [InlineData("bce", 0.5, -0.5, "the prediction -0.5 is outside its domain: it must be between 0 and 1")]
    [InlineData("poisson", -1, 0.5, "it must be at least 0")]
    public void What_is_outside_a_domain_is_named(string loss, double y, double p, string why) =>
        Assert.Contains(why, Assert.Throws<ArgumentOutOfRangeException>(() => LossCatalog.Find(loss).Of(y, p)).Message);

    private static void Near(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= Math.Max(1e-15, 1e-12 * Math.Abs(expected)), $"{what}: got {actual:R}");
}
