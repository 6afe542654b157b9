using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>Three numbers that belong to the look backs of 24, 168 and 720 hours: features, means, deviations or weights.</summary>
/// <param name="Day">Of 24 hours.</param>
/// <param name="Week">Of 168 hours.</param>
/// <param name="Month">Of 720 hours.</param>
public readonly record struct HarFeatures(double Day, double Week, double Month)
{
    internal bool IsComplete => double.IsFinite(Day + Week + Month);

    /// <summary>The log returns up to an hour's close; incomplete if one of the bars is absent.</summary>
    internal static HarFeatures At(PriceSeries prices, int hour)
    {
        var now = prices.LogAt(hour);
        return new HarFeatures(
            now - prices.LogAt(hour - 24), now - prices.LogAt(hour - 168), now - prices.LogAt(hour - Horizon.LongestLag));
    }
}
