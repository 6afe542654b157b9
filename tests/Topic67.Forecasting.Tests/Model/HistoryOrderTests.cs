using CsCheck;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Model;

/// <summary>What is forecast depends on the bars that are known, not on when they came.</summary>
public sealed class HistoryOrderTests
{
    private static readonly List<HourlyBar> Bars = Market.Bars(7000);

    [Fact]
    public void Bars_that_come_one_by_one_give_what_bars_in_bulk_give()
    {
        var bulk = Market.Forecaster(Bars);
        var live = new Topic67Forecaster();
        foreach (var bar in Bars)
        {
            live.Update([bar], "test");
            Near(bulk.Forecast(bar.ClosedAt), live.Forecast(bar.ClosedAt));
        }
    }

    [Fact]
    public void Late_revised_and_repeated_bars_end_where_the_bars_in_order_do()
    {
        var expected = Market.Forecaster(Bars);
        Gen.Int[1, 6900].Array[1, 6].Sample(
            late =>
            {
                var forecaster = Market.Forecaster([.. Bars.Where((_, i) => !late.Contains(i))]);
                forecaster.Update([.. late.Select(i => HourlyBar.OfClose(Bars[i].Label, Bars[i].Close * 1.1))], "test");
                forecaster.Update([.. late.Select(i => Bars[i])], "test");
                forecaster.Update(Bars[1000..1010], "test");
                for (var i = 400; i < Bars.Count; i += 97)
                    Near(expected.Forecast(Bars[i].ClosedAt), forecaster.Forecast(Bars[i].ClosedAt));
            },
            iter: 20);
    }

    [Fact]
    public void Earlier_history_that_comes_later_is_used()
    {
        var forecaster = Market.Forecaster(Bars[3000..]);
        var shorter = forecaster.Forecast(Bars[^1].ClosedAt);
        forecaster.Update(Bars[..3000], "test");
        Near(Market.Forecaster(Bars).Forecast(Bars[^1].ClosedAt), forecaster.Forecast(Bars[^1].ClosedAt));
        Assert.NotEqual(shorter.Rows, forecaster.Forecast(Bars[^1].ClosedAt).Rows);
    }

    [Fact]
    public void A_row_that_lacks_one_of_its_bars_is_left_out()
    {
        const int absent = 2000;
        var prices = Market.Prices(Bars.Where((_, i) => i != absent));
        var sums = new TrainingWindow(prices, ModelVariant.A.Window).At(prices.LastHour);
        var fit = RidgeSolver.Solve(sums, ModelVariant.A, prices.LastHour)!;
        var rows = Enumerable.Range(720, Bars.Count - 168 - 720)
            .Where(j => new[] { j, j + 168, j - 24, j - 168, j - 720 }.All(i => i != absent))
            .ToList();
        Assert.Equal(Bars.Count - 168 - 720 - 5, rows.Count);
        Assert.Equal(rows.Count, fit.Rows);
        var mean = rows.Average(j => Math.Log(Bars[j + 168].Close / Bars[j].Close));
        Assert.Equal(mean, fit.TargetMean, 1e-12);
    }

    [Fact]
    public void Hours_are_counted_not_positions()
    {
        var gapped = Bars.Where((_, i) => i is < 3000 or >= 3100).ToList();
        var result = Market.Forecaster(gapped).Forecast(Bars[^1].ClosedAt);
        Assert.Equal(ForecastSource.Model, result.Source);
        var prices = Market.Prices(gapped);
        Assert.Equal(Math.Log(Bars[^1].Close / Bars[^721].Close), HarFeatures.At(prices, prices.LastHour).Month, 1e-12);
    }

    [Fact]
    public void Where_midnights_are_absent_a_fit_is_made_before_the_last_one_is_two_days_old()
    {
        var bars = Bars.Where(b => b.Label.Hour != 0 || b.Label < Market.Start.AddDays(200)).ToList();
        var forecaster = Market.Forecaster(bars);
        foreach (var bar in bars.Skip(200 * 24))
        {
            var result = forecaster.Forecast(bar.ClosedAt);
            Assert.True(result.FitBar is null || result.At - result.FitBar <= TimeSpan.FromHours(49), result.Why);
            Assert.NotEqual(ForecastTrouble.NoFit, result.Trouble);
        }
    }

    private static void Near(ForecastResult expected, ForecastResult actual)
    {
        Assert.Equal(
            (expected.Source, expected.Origin, expected.FitBar, expected.Rows, expected.Gate.Realised),
            (actual.Source, actual.Origin, actual.FitBar, actual.Rows, actual.Gate.Realised));
        Assert.Equal(expected.Value, actual.Value, 1e-12);
    }
}
