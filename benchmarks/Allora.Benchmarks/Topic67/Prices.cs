using Topic67.Forecasting.Prices;

namespace Allora.Benchmarks.Topic67;

/// <summary>Simulated hourly bars: their values change nothing in what is measured.</summary>
internal static class Prices
{
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<HourlyBar>> HoursAsync(int hours)
    {
        var source = new SimulatedPriceSource(67, Start, new FixedClock(Start.AddHours(hours)));
        return (await source.GetBarsAsync(Start, Start.AddHours(hours))).Bars;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
