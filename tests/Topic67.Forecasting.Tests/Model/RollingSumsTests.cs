using CsCheck;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Model;

public sealed class RollingSumsTests
{
    [Fact]
    public void Fourteen_years_of_daily_refits_stay_equal_to_fresh_fits()
    {
        var prices = Market.Prices(Market.Bars(120_000));
        foreach (var variant in new[] { ModelVariant.A, ModelVariant.C, ModelVariant.D })
        {
            var rolling = new TrainingWindow(prices, variant.Window);
            for (var hour = prices.FirstHour + 1056; hour <= prices.LastHour; hour += 24)
            {
                var sums = rolling.At(hour);
                if ((hour - prices.FirstHour) % (24 * 97) == 0 || hour + 24 > prices.LastHour)
                    Same(Solve(new TrainingWindow(prices, variant.Window).At(hour), variant, hour), Solve(sums, variant, hour), 1e-12);
            }
        }
    }

    [Fact]
    public void Any_steps_over_any_gaps_and_scales_end_in_the_fresh_fit()
    {
        var bars = Market.Bars(8000);
        Gen.Select(Gen.Int[0, 7999].HashSet[0, 400], Gen.Int[1, 300].Array[1, 60], Gen.Double[1e-3, 1e6]).Sample(
            (absent, steps, scale) =>
            {
                var prices = Market.Prices(
                    bars.Where((b, i) => !absent.Contains(i) || i is 0 or 7999).Select(b => HourlyBar.OfClose(b.Label, b.Close * scale)));
                var rolling = new TrainingWindow(prices, 2160);
                var hour = prices.FirstHour + 1100;
                foreach (var step in steps.TakeWhile(s => hour + s <= prices.LastHour))
                {
                    hour += step;
                    Same(Solve(new TrainingWindow(prices, 2160).At(hour), ModelVariant.D, hour), Solve(rolling.At(hour), ModelVariant.D, hour), 1e-9);
                }
            },
            iter: 60);
    }

    [Fact]
    public void The_solution_satisfies_the_ridge_equations_of_the_rows_themselves()
    {
        var prices = Market.Prices(Market.Bars(1400));
        var hour = prices.LastHour;
        var fit = Solve(new TrainingWindow(prices, 8760).At(hour), ModelVariant.C, hour);
        var rows = Enumerable.Range(prices.FirstHour + 720, 1400 - 720 - 168)
            .Select(j => (X: HarFeatures.At(prices, j), Y: prices.LogAt(j + 168) - prices.LogAt(j)))
            .ToList();
        var (z, residual) = (rows.Select(r => Standardised(fit, r.X)).ToList(), rows.Select(r => r.Y - fit.Predict(r.X)).ToList());
        Assert.Equal(rows.Count, fit.Rows);
        Assert.Equal(0.1 * fit.Weights.Day, Mean(i => z[i].Day * residual[i]), 1e-12);
        Assert.Equal(0.1 * fit.Weights.Week, Mean(i => z[i].Week * residual[i]), 1e-12);
        Assert.Equal(0.1 * fit.Weights.Month, Mean(i => z[i].Month * residual[i]), 1e-12);

        double Mean(Func<int, double> of) => Enumerable.Range(0, rows.Count).Average(of);
    }

    private static HarFeatures Standardised(RidgeFit fit, HarFeatures x) => new(
        (x.Day - fit.Means.Day) / fit.Deviations.Day,
        (x.Week - fit.Means.Week) / fit.Deviations.Week,
        (x.Month - fit.Means.Month) / fit.Deviations.Month);

    private static RidgeFit Solve(RowSums sums, ModelVariant variant, int hour) =>
        RidgeSolver.Solve(sums, variant, hour) ?? throw new InvalidOperationException("no fit");

    private static void Same(RidgeFit expected, RidgeFit actual, double within)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Intercept, actual.Intercept, within);
        Assert.Equal(expected.TargetDeviation, actual.TargetDeviation, within);
        Assert.Equal(expected.Weights.Day, actual.Weights.Day, within);
        Assert.Equal(expected.Weights.Week, actual.Weights.Week, within);
        Assert.Equal(expected.Weights.Month, actual.Weights.Month, within);
    }
}
