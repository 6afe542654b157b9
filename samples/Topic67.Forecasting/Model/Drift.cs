using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>The forecast of a short history: the mean weekly return, shrunken towards zero.</summary>
internal static class Drift
{
    /// <summary>The drift at an origin, or NaN with fewer than fourteen days of bars up to it.</summary>
    public static double At(PriceSeries prices, ModelVariant variant, int origin, out int targets)
    {
        targets = 0;
        var first = Math.Max(prices.FirstHour, origin - Horizon.Hours - variant.Window + 1);
        if (prices.Count < Horizon.MinimumBarsForDrift || origin - prices.FirstHour + 1 < Horizon.MinimumBarsForDrift)
            return double.NaN;
        var logs = prices.LogsFrom(first)[..(origin - first + 1)];
        var (sum, bars) = (0.0, 0);
        for (var j = 0; j < logs.Length; j++)
        {
            if (double.IsNaN(logs[j]))
                continue;
            bars++;
            var outcome = j + Horizon.Hours < logs.Length ? logs[j + Horizon.Hours] - logs[j] : double.NaN;
            if (double.IsNaN(outcome))
                continue;
            sum += outcome;
            targets++;
        }

        return bars < Horizon.MinimumBarsForDrift || targets == 0 ? double.NaN : variant.Shrink(sum / targets, targets);
    }
}
