using Topic67.Forecasting.Numerics;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Backtest;

/// <summary>Least squares of outcomes on forecasts, and tenths of the forecasts by size with intervals of their mean outcomes.</summary>
internal static class CalibrationOf
{
    private const int Bins = 10;

    public static Calibration Forecasts(Scored[] all, BacktestOptions options)
    {
        if (all.Length < Bins)
            return new Calibration(double.NaN, double.NaN, []);
        var (meanForecast, meanOutcome) = (all.Average(f => f.Forecast), all.Average(f => f.Outcome));
        var square = all.Sum(f => (f.Forecast - meanForecast) * (f.Forecast - meanForecast));
        var cross = all.Sum(f => (f.Forecast - meanForecast) * (f.Outcome - meanOutcome));
        var slope = square > 0 ? cross / square : double.NaN;
        var ordered = all.OrderBy(f => f.Forecast).ToArray();
        var bins = Enumerable.Range(0, Bins).Select(b => ordered[(b * all.Length / Bins)..((b + 1) * all.Length / Bins)]).ToArray();
        var intervals = Intervals(bins, Hours.Containing(all.Min(f => f.At)), options);
        return new Calibration(
            slope, meanOutcome - (slope * meanForecast), [.. bins.Select((b, i) => new CalibrationBin(b.Length, b.Average(f => f.Forecast), b.Average(f => f.Outcome), intervals[i].Low, intervals[i].High))]);
    }

    // Outcomes overlap for a week: whole blocks of time are drawn, as for the skill.
    private static (double Low, double High)[] Intervals(Scored[][] bins, int start, BacktestOptions options)
    {
        var block = Math.Max(1, options.BlockDays * Hours.PerDay);
        var blocks = bins.Max(b => b.Max(f => (Hours.Containing(f.At) - start) / block)) + 1;
        var none = Enumerable.Repeat((double.NaN, double.NaN), bins.Length).ToArray();
        if (blocks < 2 || options.Resamples < 2)
            return none;
        var (sums, counts) = (new double[bins.Length, blocks], new int[bins.Length, blocks]);
        for (var b = 0; b < bins.Length; b++)
        {
            foreach (var forecast in bins[b])
            {
                var at = (Hours.Containing(forecast.At) - start) / block;
                sums[b, at] += forecast.Outcome;
                counts[b, at]++;
            }
        }

        var random = new SeededRandom(options.Seed);
        var means = Enumerable.Range(0, bins.Length).Select(_ => new List<double>(options.Resamples)).ToArray();
        for (var i = 0; i < options.Resamples; i++)
        {
            int[] drawn = [.. Enumerable.Range(0, blocks).Select(_ => random.Next(blocks))];
            for (var b = 0; b < bins.Length; b++)
            {
                if (drawn.Sum(at => counts[b, at]) is var count and > 0)
                    means[b].Add(drawn.Sum(at => sums[b, at]) / count);
            }
        }

        return [.. means.Select(static drawn => Interval(drawn))];
    }

    private static (double Low, double High) Interval(List<double> means)
    {
        if (means.Count < 2)
            return (double.NaN, double.NaN);
        double[] sorted = [.. means.Order()];
        return (BlockBootstrap.Quantile(sorted, 0.025), BlockBootstrap.Quantile(sorted, 0.975));
    }
}
