using Topic67.Forecasting.Model;
using Topic67.Forecasting.Persistence;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting;

/// <summary>
/// Makes a worker's forecasts from bars. Fits are made when bars arrive, so a forecast takes well under a microsecond.
/// Safe for use by several threads.
/// </summary>
public sealed class Topic67Forecaster
{
    private readonly Lock _lock = new();
    private readonly ForecasterOptions _options;
    private readonly PriceSeries _prices = new();
    private readonly SkillGate _gate = new();
    private readonly DailyFits _fits;
    private string _priceSource = "";
    private LastForecast? _last;

    /// <summary>Creates a forecaster without bars.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is invalid; the message names it.</exception>
    public Topic67Forecaster(ForecasterOptions? options = null)
    {
        _options = (options ?? new ForecasterOptions()).Checked();
        _fits = new DailyFits(_prices, _options.Variant, _options.MinimumBars, _options.Gate == GateMode.Off ? null : _gate);
    }

    /// <summary>The number of known bars.</summary>
    public int Bars => Locked(() => _prices.Count);

    /// <summary>The label of the newest bar, or null.</summary>
    public DateTimeOffset? NewestBar => Locked(() => _prices.Last);

    /// <summary>The newest fit, or null.</summary>
    public RidgeFit? NewestFit => Locked(() => _fits.Newest);

    /// <summary>The origin of the first forecast that the gate counts, or null.</summary>
    public DateTimeOffset? GateCountsFrom => Locked(() => _gate.CountsFrom);

    /// <summary>Hours between the first and the newest bar that are absent.</summary>
    public IReadOnlyList<PriceGap> Gaps => Locked(_prices.FindGaps);

    /// <summary>The bars that were closed at a moment, oldest first; only their closes are kept.</summary>
    public IReadOnlyList<HourlyBar> ClosedBars(DateTimeOffset at) => Locked(() =>
    {
        var bars = new List<HourlyBar>(_prices.Count);
        for (var hour = _prices.FirstHour; _prices.Count > 0 && hour <= Math.Min(_prices.LastHour, Hours.NewestClosed(at)); hour++)
        {
            if (_prices.CloseOf(Hours.Label(hour)) is { } close)
                bars.Add(HourlyBar.OfClose(Hours.Label(hour), close));
        }

        return bars;
    });

    /// <summary>Adds the bars of a source's answer.</summary>
    public void Update(PriceBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Update(batch.Bars, batch.Source);
    }

    /// <summary>
    /// Adds closed bars, in any order; a second bar of the same hour replaces the first. Refits if a new day has begun.
    /// </summary>
    /// <param name="bars">The bars.</param>
    /// <param name="source">Their source, for the results.</param>
    /// <exception cref="PriceSourceException">A bar is unusable; those before it were added.</exception>
    /// <exception cref="InvalidOperationException">Simulated and real prices would be mixed.</exception>
    public void Update(IReadOnlyList<HourlyBar> bars, string source)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(source);
        lock (_lock)
        {
            RefuseMixing(source);
            var changed = int.MaxValue;
            try
            {
                for (var i = 0; i < bars.Count; i++)
                {
                    if (_prices.Add(bars[i]))
                        changed = Math.Min(changed, Hours.Containing(bars[i].Label));
                }
            }
            finally
            {
                if (changed <= _fits.Seen)
                    _fits.RewindBefore(changed);
                if (changed < int.MaxValue)
                    _fits.CatchUp();
            }
        }
    }

    /// <summary>
    /// The forecast at a moment, from bars that were closed by then and fits that were made by then; later ones are not used.
    /// </summary>
    public ForecastResult Forecast(DateTimeOffset at)
    {
        lock (_lock)
        {
            var result = FromPrices(at, out var trouble, out var origin)
                ?? FallBack(at, trouble, origin);
            if (!result.IsFallback && (_last is not { } last || last.At <= at))
                _last = new LastForecast(at, result.Value);
            return result;
        }
    }

    /// <summary>The state to keep over a restart. Bars are not included: a source or its cache returns them again.</summary>
    public ForecasterState Save()
    {
        lock (_lock)
        {
            return new ForecasterState
            {
                Variant = _options.Variant,
                PriceSource = _priceSource,
                Fit = _fits.Newest,
                Seen = _fits.Newest is null ? null : Hours.Label(_fits.Seen),
                Daily = _gate.Save(),
                Last = _last,
            };
        }
    }

    /// <summary>
    /// Restores the state of an earlier run, before the first bars. Its fits and daily forecasts do not change; the hours since
    /// then are processed when bars arrive.
    /// </summary>
    /// <exception cref="InvalidOperationException">Bars are already known, or the state belongs to another variant.</exception>
    public void Restore(ForecasterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        lock (_lock)
        {
            if (_prices.Count > 0)
                throw new InvalidOperationException("A state must be restored before the first bars.");
            if (state.Variant != _options.Variant)
                throw new InvalidOperationException($"The state belongs to {state.Variant}, this forecaster to {_options.Variant}.");
            _priceSource = state.PriceSource;
            _last = state.Last;
            if (_options.Gate != GateMode.Off)
                _gate.Restore(state.Daily);
            if (state is { Fit: { } fit, Seen: { } seen })
                _fits.Restore(fit, Hours.Containing(seen));
        }
    }

    private ForecastResult? FromPrices(DateTimeOffset at, out ForecastTrouble trouble, out int? origin)
    {
        origin = NewestBarAt(at);
        trouble = origin is null ? ForecastTrouble.NoBars : ForecastTrouble.Stale;
        if (origin is not { } bar || at - Hours.Label(bar).AddHours(1) > _options.StaleAfter)
            return null;
        if (_fits.FitFor(bar) is { } fit)
        {
            trouble = ForecastTrouble.MissingBars;
            var x = HarFeatures.At(_prices, bar);
            return x.IsComplete ? FromModel(at, bar, fit, x) : null;
        }

        trouble = BarsUpTo(bar) < _options.MinimumBars ? ForecastTrouble.LittleHistory : ForecastTrouble.NoFit;
        var drift = Drift.At(_prices, _options.Variant, bar, out var targets);
        if (double.IsNaN(drift))
            return null;
        return Make(at, drift, ForecastSource.Drift, trouble, bar) with { FitBar = Hours.Label(bar), Rows = targets };
    }

    private ForecastResult FromModel(DateTimeOffset at, int origin, RidgeFit fit, in HarFeatures x)
    {
        var raw = fit.Predict(x);
        var clipped = fit.Clip(raw);
        var gate = _options.Gate == GateMode.Off ? new GateReading(GateState.Off, 1, 0) : _gate.At(origin);
        var applied = _options.Gate == GateMode.Apply && gate.Multiplier < 1;
        var value = applied ? (gate.Multiplier * clipped) + 0.0 : clipped; // the sum turns a negative zero into a positive one
        return Make(at, value, applied ? ForecastSource.Gated : ForecastSource.Model, ForecastTrouble.None, origin) with
        {
            Raw = raw,
            Clipped = clipped,
            Drift = fit.Intercept,
            Gate = gate,
            FitBar = fit.Bar,
            Rows = fit.Rows,
        };
    }

    private ForecastResult FallBack(DateTimeOffset at, ForecastTrouble trouble, int? origin)
    {
        var newest = Hours.NewestClosed(at);
        if (_fits.FitFor(newest) is { } fit && at - fit.Bar.AddHours(1) <= TimeSpan.FromHours(DailyFits.GoodFor))
            return Make(at, fit.Intercept, ForecastSource.LastGoodFitDrift, trouble, origin) with { FitBar = fit.Bar, Rows = fit.Rows };
        if (origin is { } bar && _fits.FitFor(bar) is null && at - Hours.Label(bar).AddHours(1) <= TimeSpan.FromHours(DailyFits.GoodFor))
        {
            // A short history's drift is its own fit, made at the newest bar.
            var drift = Drift.At(_prices, _options.Variant, bar, out var targets);
            if (!double.IsNaN(drift))
                return Make(at, drift, ForecastSource.LastGoodFitDrift, trouble, origin) with { FitBar = Hours.Label(bar), Rows = targets };
        }

        return _options.Fallback switch
        {
            Fallback.Skip => Make(at, double.NaN, ForecastSource.None, trouble, origin),
            Fallback.Last when _last is { } last => Make(at, last.Value, ForecastSource.Last, trouble, origin),
            _ => Make(at, 0, ForecastSource.Zero, trouble, origin),
        };
    }

    private ForecastResult Make(DateTimeOffset at, double value, ForecastSource source, ForecastTrouble trouble, int? origin) => new()
    {
        At = at,
        Value = value,
        Source = source,
        Trouble = trouble,
        Raw = double.NaN,
        Clipped = double.NaN,
        Drift = source is ForecastSource.Drift or ForecastSource.LastGoodFitDrift ? value : double.NaN,
        GateMode = _options.Gate,
        Origin = origin is { } bar ? Hours.Label(bar) : null,
        Bars = origin is { } newest ? BarsUpTo(newest) : 0,
        PriceSource = _priceSource,
    };

    // Exact at the newest bar, and an upper bound at an older one: reported, never used in computations.
    private int BarsUpTo(int hour) => Math.Min(_prices.Count, hour - _prices.FirstHour + 1);

    private int? NewestBarAt(DateTimeOffset at)
    {
        if (_prices.Count == 0)
            return null;
        var hour = Math.Min(Hours.NewestClosed(at), _prices.LastHour);
        while (hour >= _prices.FirstHour && !_prices.Has(hour))
            hour--;
        return hour >= _prices.FirstHour ? hour : null;
    }

    private void RefuseMixing(string source)
    {
        var simulated = source == SimulatedPriceSource.SourceName;
        if (_priceSource.Length > 0 && simulated != (_priceSource == SimulatedPriceSource.SourceName))
            throw new InvalidOperationException("Simulated and real prices cannot be mixed: start with an empty state.");
        _priceSource = source;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }
}
