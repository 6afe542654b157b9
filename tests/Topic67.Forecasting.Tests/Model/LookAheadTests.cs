using CsCheck;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Tests.Golden;

namespace Topic67.Forecasting.Tests.Model;

public sealed class LookAheadTests
{
    [Fact]
    public void Changing_every_bar_after_the_origin_never_moves_the_forecast()
    {
        var bars = Market.Bars(6000);
        var known = Market.Forecaster(bars);
        Gen.Select(Gen.Int[336, 5900], Gen.Int[0, 3599], Gen.Double[0.2, 5]).Sample(
            (count, seconds, factor) =>
            {
                var at = bars[count - 1].ClosedAt.AddSeconds(seconds);
                HourlyBar[] changed = [.. bars.Take(count), .. bars.Skip(count).Select(b => HourlyBar.OfClose(b.Label, b.Close * factor))];
                var forecast = Market.Forecaster(changed).Forecast(at);
                Assert.Equal(bars[count - 1].Label, forecast.Origin);
                Assert.Equal(forecast, known.Forecast(at));
                Assert.Equal(forecast, Market.Forecaster(bars[..count]).Forecast(at));
            },
            iter: 60);
    }

    [Fact]
    public void The_bar_of_the_current_hour_is_not_used_before_its_close()
    {
        var bars = Market.Bars(2001);
        var forecaster = Market.Forecaster(bars);
        var last = bars[^1];
        Assert.Equal(last.Label.AddHours(-1), forecaster.Forecast(last.ClosedAt.AddTicks(-1)).Origin);
        Assert.Equal(last.Label, forecaster.Forecast(last.ClosedAt).Origin);
    }

    [Fact]
    public void A_forecast_at_one_o_clock_uses_the_bar_labelled_midnight_and_the_fit_made_there()
    {
        var forecaster = Market.Forecaster(Market.Bars(2000));
        var midnight = Market.Start.AddDays(70);
        var result = forecaster.Forecast(midnight.AddHours(1));
        Assert.Equal((midnight, midnight), (result.Origin, result.FitBar));
        Assert.Equal(midnight.AddDays(-1), forecaster.Forecast(midnight.AddMinutes(59)).FitBar);
    }

    [Fact]
    public void Over_the_real_bars_the_forecasts_of_a_day_stay_when_everything_later_is_halved()
    {
        var bars = GoldenFiles.RealBars();
        var whole = Market.Forecaster(bars);
        for (var count = 10_000; count < 10_024; count++)
        {
            HourlyBar[] changed = [.. bars.Take(count), .. bars.Skip(count).Select(b => HourlyBar.OfClose(b.Label, b.Close / 2))];
            Assert.Equal(whole.Forecast(bars[count - 1].ClosedAt), Market.Forecaster(changed).Forecast(bars[count - 1].ClosedAt));
        }
    }
}
