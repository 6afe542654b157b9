using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>The difference of two sources at the hours that both have.</summary>
/// <param name="Hours">The number of hours that both have.</param>
/// <param name="Worst">The largest difference of log closes, without its sign.</param>
/// <param name="At">The hour of that difference.</param>
internal readonly record struct CrossCheck(int Hours, double Worst, DateTimeOffset At)
{
    public static CrossCheck Of(PriceBatch one, PriceBatch other)
    {
        var closes = other.Bars.ToDictionary(b => b.Label, b => b.Close);
        var result = default(CrossCheck);
        foreach (var bar in one.Bars)
        {
            if (!closes.TryGetValue(bar.Label, out var close))
                continue;
            var distance = Math.Abs(Math.Log(bar.Close / close));
            result = distance >= result.Worst
                ? new CrossCheck(result.Hours + 1, distance, bar.Label)
                : result with { Hours = result.Hours + 1 };
        }

        return result;
    }
}
