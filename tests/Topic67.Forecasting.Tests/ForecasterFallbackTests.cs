using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests;

public sealed class ForecasterFallbackTests
{
    private static readonly List<HourlyBar> Bars = Market.Bars(1500);

    [Theory]
    [InlineData(335, ForecastSource.Zero, ForecastTrouble.LittleHistory)]
    [InlineData(336, ForecastSource.Drift, ForecastTrouble.LittleHistory)]
    [InlineData(1056, ForecastSource.Drift, ForecastTrouble.LittleHistory)]
    [InlineData(1057, ForecastSource.Model, ForecastTrouble.None)]
    public void The_length_of_the_history_decides_who_speaks(int bars, ForecastSource source, ForecastTrouble trouble)
    {
        var result = Market.Forecaster(Bars[..bars]).Forecast(Bars[bars - 1].ClosedAt);
        Assert.Equal((source, trouble, bars), (result.Source, result.Trouble, result.Bars));
    }

    [Fact]
    public void A_longer_minimum_keeps_the_drift_speaking()
    {
        var forecaster = Market.Forecaster(Bars[..1200], new ForecasterOptions { MinimumBars = 1201 });
        Assert.Equal(ForecastSource.Drift, forecaster.Forecast(Bars[1199].ClosedAt).Source);
        forecaster.Update([Bars[1200]], "test");
        Assert.Equal(ForecastSource.Model, forecaster.Forecast(Bars[1200].ClosedAt).Source);
    }

    [Fact]
    public void A_newest_bar_that_closed_two_hours_ago_is_fresh_and_an_instant_later_stale()
    {
        var forecaster = Market.Forecaster(Bars);
        var closed = Bars[^1].ClosedAt;
        Assert.Equal(ForecastSource.Model, forecaster.Forecast(closed.AddHours(2)).Source);
        var stale = forecaster.Forecast(closed.AddHours(2).AddTicks(1));
        Assert.Equal((ForecastSource.LastGoodFitDrift, ForecastTrouble.Stale), (stale.Source, stale.Trouble));
        Assert.Equal(forecaster.NewestFit!.Intercept, stale.Value);
    }

    [Fact]
    public void The_drift_of_the_last_good_fit_speaks_for_48_hours_after_its_bar_closed()
    {
        var forecaster = Market.Forecaster(Bars);
        var fitClosed = forecaster.NewestFit!.Bar.AddHours(1);
        Assert.Equal(ForecastSource.LastGoodFitDrift, forecaster.Forecast(fitClosed.AddHours(48)).Source);
        Assert.Equal(ForecastSource.Zero, forecaster.Forecast(fitClosed.AddHours(48).AddTicks(1)).Source);
    }

    [Fact]
    public void The_drift_of_a_short_history_also_speaks_for_48_hours()
    {
        var forecaster = Market.Forecaster(Bars[..500]);
        var closed = Bars[499].ClosedAt;
        var fresh = forecaster.Forecast(closed);
        var stale = forecaster.Forecast(closed.AddHours(48));
        Assert.Equal((ForecastSource.LastGoodFitDrift, fresh.Value), (stale.Source, stale.Value));
        Assert.Equal(ForecastSource.Zero, forecaster.Forecast(closed.AddHours(48).AddTicks(1)).Source);
    }

    [Fact]
    public void The_fallback_is_the_configured_one_and_says_so()
    {
        var late = Bars[^1].ClosedAt.AddDays(5);
        var zero = Market.Forecaster(Bars).Forecast(late);
        var skip = Market.Forecaster(Bars, new ForecasterOptions { Fallback = Fallback.Skip }).Forecast(late);
        var lastForecaster = Market.Forecaster(Bars, new ForecasterOptions { Fallback = Fallback.Last });
        var good = lastForecaster.Forecast(Bars[^1].ClosedAt);
        var last = lastForecaster.Forecast(late);
        Assert.Equal((ForecastSource.Zero, 0.0, true), (zero.Source, zero.Value, zero.HasValue));
        Assert.Equal((ForecastSource.None, double.NaN, false), (skip.Source, skip.Value, skip.HasValue));
        Assert.Equal((ForecastSource.Last, good.Value), (last.Source, last.Value));
        Assert.Contains("fallback: zero", zero.Why);
        Assert.Contains("stale", skip.Why);
        Assert.All([zero, skip, last], r => Assert.True(r.IsFallback));
    }

    [Fact]
    public void Without_an_earlier_forecast_last_means_zero()
    {
        var forecaster = new Topic67Forecaster(new ForecasterOptions { Fallback = Fallback.Last });
        var result = forecaster.Forecast(Market.Start);
        Assert.Equal((ForecastSource.Zero, ForecastTrouble.NoBars), (result.Source, result.Trouble));
    }

    [Fact]
    public void A_look_at_the_past_does_not_become_the_last_forecast()
    {
        var forecaster = Market.Forecaster(Bars, new ForecasterOptions { Fallback = Fallback.Last });
        var newest = forecaster.Forecast(Bars[^1].ClosedAt);
        Assert.NotEqual(newest.Value, forecaster.Forecast(Bars[1200].ClosedAt).Value);
        Assert.Equal(newest.Value, forecaster.Forecast(Bars[^1].ClosedAt.AddDays(5)).Value);
    }

    [Fact]
    public void A_drift_that_speaks_over_a_long_history_rests_on_its_last_year()
    {
        var bars = Market.Bars(10_000);
        var result = Market.Forecaster(bars, new ForecasterOptions { MinimumBars = 20_000 }).Forecast(bars[^1].ClosedAt);
        var mean = Enumerable.Range(10_000 - 168 - 8760, 8760).Average(j => Math.Log(bars[j + 168].Close / bars[j].Close));
        var weeks = 8760 / 168.0;
        Assert.Equal((ForecastSource.Drift, 8760), (result.Source, result.Rows));
        Assert.Equal(mean * (weeks / (weeks + 56)), result.Value, 1e-12);
    }

    [Fact]
    public void A_bar_that_the_features_need_and_the_source_lacks_is_said_and_not_invented()
    {
        var forecaster = Market.Forecaster([.. Bars.Where(b => b.Label != Bars[^1].Label.AddHours(-24))]);
        var result = forecaster.Forecast(Bars[^1].ClosedAt);
        Assert.Equal((ForecastSource.LastGoodFitDrift, ForecastTrouble.MissingBars), (result.Source, result.Trouble));
        forecaster.Update(Bars, "test");
        Assert.Equal(Market.Forecaster(Bars).Forecast(Bars[^1].ClosedAt), forecaster.Forecast(Bars[^1].ClosedAt));
    }

    [Fact]
    public void A_price_that_never_moves_has_no_fit_and_its_drift_is_zero()
    {
        var flat = Bars.Select(b => HourlyBar.OfClose(b.Label, 100)).ToList();
        var result = Market.Forecaster(flat).Forecast(flat[^1].ClosedAt);
        Assert.Equal((ForecastSource.Drift, ForecastTrouble.NoFit, 0.0), (result.Source, result.Trouble, result.Value));
    }

    [Fact]
    public void Too_small_a_minimum_is_refused_with_the_reason()
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Topic67Forecaster(new ForecasterOptions { MinimumBars = 336 }));
        Assert.Contains("1057", refused.Message);
    }

    [Fact]
    public void Simulated_prices_are_named_in_every_result_and_never_mixed_with_real_ones()
    {
        var forecaster = new Topic67Forecaster();
        forecaster.Update(Bars, SimulatedPriceSource.SourceName);
        var result = forecaster.Forecast(Bars[^1].ClosedAt);
        Assert.Equal("simulated", result.PriceSource);
        Assert.Contains("simulated", result.Why);
        Assert.Throws<InvalidOperationException>(() => forecaster.Update(Bars, "coinbase"));
        Assert.Throws<InvalidOperationException>(() => Market.Forecaster(Bars).Update(Bars, "simulated"));
    }

    [Fact]
    public void A_zero_made_by_the_gate_is_named_so()
    {
        // A market that rises and then falls faster: the drift, still up, has the wrong sign for months.
        var bars = Enumerable.Range(0, 9000)
            .Select(i => HourlyBar.OfClose(Market.Start.AddHours(i), 100 * Math.Exp(
                (0.0001 * (i < 4000 ? i : 4000 - (2 * (i - 4000)))) + (0.01 * Math.Sin(i * 1.7)) + (0.03 * Math.Sin(i / 90.0)))))
            .ToList();
        var forecaster = Market.Forecaster(bars, new ForecasterOptions { Gate = GateMode.Apply });
        var zeros = bars.Skip(5000).Select(b => forecaster.Forecast(b.ClosedAt)).Where(r => r.Gate.Multiplier == 0).ToList();
        var gated = zeros[0];
        Assert.Equal((ForecastSource.Gated, 0.0, false), (gated.Source, gated.Value, gated.IsFallback));
        Assert.Contains(zeros, r => r.Raw < 0);
        Assert.DoesNotContain(zeros, r => double.IsNegative(r.Value));
        Assert.NotEqual(0, gated.Raw);
        Assert.Contains("set to zero by the gate", gated.Why);
    }
}
