using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests;

/// <summary>Made-up bars for tests that need a market of a certain length, with nothing special about it.</summary>
internal static class Market
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static List<HourlyBar> Bars(int count, int seed = 1)
    {
        var source = new SimulatedPriceSource(seed, Start, new FixedTime(Start.AddHours(count)));
        return [.. source.GetBarsAsync(Start, Start.AddHours(count)).GetAwaiter().GetResult().Bars];
    }

    public static PriceSeries Prices(IEnumerable<HourlyBar> bars)
    {
        var prices = new PriceSeries();
        foreach (var bar in bars)
            prices.Add(bar);
        return prices;
    }

    public static Topic67Forecaster Forecaster(IReadOnlyList<HourlyBar> bars, ForecasterOptions? options = null)
    {
        var forecaster = new Topic67Forecaster(options);
        forecaster.Update(bars, "test");
        return forecaster;
    }

    /// <summary>A clock that stands still.</summary>
    public sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
