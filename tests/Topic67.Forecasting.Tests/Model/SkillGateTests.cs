using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Model;

public sealed class SkillGateTests
{
    // Longer than the 730 days that the gate looks back, which the golden bars are not.
    private static readonly List<HourlyBar> Bars = Market.Bars(26_000, seed: 5);

    [Fact]
    public void The_multiplier_is_the_slope_of_the_realised_outcomes_of_two_years()
    {
        var forecaster = Market.Forecaster(Bars, new ForecasterOptions { Gate = GateMode.Apply });
        var daily = Enumerable.Range(0, Bars.Count)
            .Where(i => i % 24 == 0 && i >= 1056)
            .ToDictionary(i => i, i => forecaster.Forecast(Bars[i].ClosedAt).Raw);
        foreach (var origin in Enumerable.Range(0, 1100).Select(i => 1056 + (i * 22)).Append(17_520 + 1056).Append(17_520 + 1057))
        {
            var known = daily.Where(d => d.Key + 168 <= origin && d.Key > origin - 17_520).ToList();
            var outcomes = known.Select(d => Math.Log(Bars[d.Key + 168].Close / Bars[d.Key].Close)).ToList();
            var slope = known.Zip(outcomes, (d, y) => d.Value * y).Sum() / known.Sum(d => d.Value * d.Value);
            var gate = forecaster.Forecast(Bars[origin].ClosedAt).Gate;
            Assert.Equal(known.Count, gate.Realised);
            Assert.Equal(known.Count < 182 ? GateState.WarmUp : GateState.Active, gate.State);
            Assert.Equal(known.Count < 182 ? 1 : Math.Clamp(slope, 0, 1), gate.Multiplier, 1e-9);
        }
    }

    [Fact]
    public void It_says_from_which_bar_it_counts()
    {
        Assert.Null(new Topic67Forecaster().GateCountsFrom);
        Assert.Equal(Bars[1056].Label, Market.Forecaster(Bars[..2000]).GateCountsFrom);
        Assert.Equal(Bars[24 * 60].Label, Market.Forecaster(Bars[(60 * 24 - 1056)..3000]).GateCountsFrom);
        Assert.Null(Market.Forecaster(Bars[..2000], new ForecasterOptions { Gate = GateMode.Off }).GateCountsFrom);
    }

    [Fact]
    public void What_is_submitted_is_clipped_and_what_the_gate_sums_is_raw()
    {
        var wild = new ModelVariant("wild", 8760, 1e-6, 56);
        var bars = Bars[..3000].ToList();
        bars.AddRange(Enumerable.Range(0, 25).Select(i => HourlyBar.OfClose(bars[2999].Label.AddHours(i + 1), bars[2999].Close * 1e6)));
        var forecaster = Market.Forecaster(bars, new ForecasterOptions { Variant = wild });
        var result = forecaster.Forecast(bars[^1].ClosedAt);
        var limit = 3 * forecaster.NewestFit!.TargetDeviation;
        Assert.True(Math.Abs(result.Raw) > limit);
        Assert.Equal((limit, limit), (Math.Abs(result.Clipped), Math.Abs(result.Value)));
        Assert.Equal(Math.Sign(result.Raw), Math.Sign(result.Value));
        Assert.Contains(forecaster.Save().Daily, d => Math.Abs(d.Raw) > limit);
    }
}
