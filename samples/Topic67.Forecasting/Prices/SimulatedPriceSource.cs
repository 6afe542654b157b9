using Topic67.Forecasting.Numerics;

namespace Topic67.Forecasting.Prices;

/// <summary>
/// Made-up prices for demonstrations: an hourly geometric random walk that depends only on the seed and the hour it starts at, so two
/// runs see the same market. Never a replacement for a source that failed.
/// </summary>
public sealed class SimulatedPriceSource : IPriceSource
{
    /// <summary>The name of every simulated source.</summary>
    public const string SourceName = "simulated";

    private const double HourlyDeviation = 0.005;

    private readonly Lock _lock = new();
    private readonly int _firstHour;
    private readonly List<double> _closes = [];
    private readonly double _startPrice;
    private readonly TimeProvider _time;
    private SeededRandom _random;

    /// <summary>Creates a walk whose first bar is labelled with the hour of <paramref name="start"/>.</summary>
    public SimulatedPriceSource(int seed, DateTimeOffset start, TimeProvider? time = null, double startPrice = 60_000)
    {
        _random = new SeededRandom(seed);
        _firstHour = Hours.Containing(start);
        _startPrice = startPrice;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public bool IsSimulated => true;

    /// <inheritdoc/>
    public Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var newest = Hours.NewestClosed(_time.GetUtcNow());
        var bars = new List<HourlyBar>();
        lock (_lock)
        {
            for (var hour = Math.Max(Hours.Containing(from), _firstHour); hour <= newest && Hours.Label(hour) < until; hour++)
                bars.Add(Bar(hour));
        }

        return bars.Count > 0
            ? Task.FromResult(PriceBatch.Of(Name, bars, from, until))
            : throw new PriceSourceException(PriceFault.NoData, $"The simulated market has no closed bar from {from:u} to {until:u}.");
    }

    private HourlyBar Bar(int hour)
    {
        var index = hour - _firstHour;
        while (_closes.Count <= index)
            _closes.Add(Math.Round((_closes.Count == 0 ? _startPrice : _closes[^1]) * Math.Exp(HourlyDeviation * _random.NextNormal()), 2));
        var open = index == 0 ? _startPrice : _closes[index - 1];
        var close = _closes[index];
        return new HourlyBar(Hours.Label(hour), open, Math.Max(open, close), Math.Min(open, close), close);
    }
}
