using System.Globalization;

namespace Topic67.Forecasting.Prices;

/// <summary>A run of hours without a bar, both ends included.</summary>
/// <param name="From">The first absent label.</param>
/// <param name="To">The last absent label.</param>
public readonly record struct PriceGap(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The number of absent bars.</summary>
    public int Hours => (int)((To - From).Ticks / TimeSpan.TicksPerHour) + 1;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-ddTHH:mmZ} to {To:yyyy-MM-ddTHH:mmZ} ({Hours} h)");
}
