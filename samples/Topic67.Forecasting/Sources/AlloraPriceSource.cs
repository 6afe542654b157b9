using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Api;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// Allora's own market data (the HTTP API's OHLC bars). Bars shorter than an hour are combined; the key is the API client's.
/// </summary>
/// <param name="api">The API client; the caller disposes it.</param>
/// <param name="time">The clock. Default: the system's.</param>
/// <param name="ticker">The requested ticker. Default: btcusd.</param>
public sealed class AlloraPriceSource(AlloraApiClient api, TimeProvider? time = null, string ticker = "btcusd") : IPriceSource
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => "allora";

    /// <inheritdoc/>
    public bool IsSimulated => false;

    /// <inheritdoc/>
    public async Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var first = Hours.Containing(from.AddTicks(TimeSpan.TicksPerHour - 1));
        var end = Math.Min(Hours.Containing(until.AddTicks(TimeSpan.TicksPerHour - 1)), Hours.NewestClosed(_time.GetUtcNow()) + 1);
        if (end <= first)
            throw new PriceSourceException(PriceFault.NoData, $"No bar from {from:u} to {until:u} has closed yet.");
        var byHour = await FetchAsync(first, end, cancellationToken).ConfigureAwait(false);
        var bars = byHour.Select(static hour => Together(hour.Key, hour.Value)).ToList();
        var unusable = bars.RemoveAll(static bar => bar.Fault() is not null);
        if (bars.Count == 0)
            throw new PriceSourceException(PriceFault.NoData, $"{Name} has no bar of {ticker} from {from:u} to {until:u}.");
        string[] warnings = unusable > 0 ? [$"{Name}: {unusable} bars were unusable and left out."] : [];
        return PriceBatch.Of(Name, bars, Hours.Label(first), Hours.Label(end), warnings);
    }

    private async Task<SortedDictionary<int, SortedDictionary<DateTimeOffset, HourlyBar>>> FetchAsync(int first, int end, CancellationToken cancellationToken)
    {
        var byHour = new SortedDictionary<int, SortedDictionary<DateTimeOffset, HourlyBar>>();
        try
        {
            var day = DateOnly.FromDateTime(Hours.Label(first).UtcDateTime);
            await foreach (var bar in api.GetBarsAsync([ticker], day, cancellationToken).ConfigureAwait(false))
            {
                if (bar.Ticker.Length > 0 && !bar.Ticker.Equals(ticker, StringComparison.OrdinalIgnoreCase))
                    continue;
                var read = Read(bar);
                var hour = Hours.Containing(read.Label);
                if (hour < first || hour >= end)
                    continue;
                if (!byHour.TryGetValue(hour, out var parts))
                    byHour.Add(hour, parts = []);
                parts[read.Label] = read;
            }
        }
        catch (AlloraException failure)
        {
            throw new PriceSourceException(FaultOf(failure.Reason), $"{Name}: {failure.Message}", failure);
        }

        return byHour;
    }

    private static HourlyBar Together(int hour, SortedDictionary<DateTimeOffset, HourlyBar> parts) => new(
        Hours.Label(hour),
        parts.Values.First().Open,
        parts.Values.Max(static part => part.High),
        parts.Values.Min(static part => part.Low),
        parts.Values.Last().Close,
        parts.Values.Sum(static part => part.Volume));

    private HourlyBar Read(ApiBar bar) =>
        DateTimeOffset.TryParse(bar.Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? new HourlyBar(date, Number(bar.Open), Number(bar.High), Number(bar.Low), Number(bar.Close), bar.Volume is { } volume ? Number(volume) : 0)
            : throw new PriceSourceException(PriceFault.BadData, $"{Name} returned a bar of '{bar.Date}', which is not a time.");

    // If a field is not a number, the bar is unusable, not the whole answer.
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static PriceFault FaultOf(AlloraErrorReason reason) => reason switch
    {
        AlloraErrorReason.Timeout => PriceFault.Timeout,
        AlloraErrorReason.RateLimited => PriceFault.RateLimited,
        AlloraErrorReason.AccessDenied => PriceFault.KeyRefused,
        AlloraErrorReason.Transport or AlloraErrorReason.Unavailable => PriceFault.Unreachable,
        _ => PriceFault.Refused,
    };
}
