using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>
/// The fits of a growing series: one at each bar labelled 00:00, and one at the first bar with enough history for a model. The fits
/// depend on the bars alone, not on the time or order of their arrival.
/// </summary>
internal sealed class DailyFits(PriceSeries prices, ModelVariant variant, int minimumBars, SkillGate? gate)
{
    /// <summary>Maximum age of a fit's bar.</summary>
    public const int GoodFor = 48;

    private readonly TrainingWindow _window = new(prices, variant.Window);
    private readonly List<int> _hours = [];
    private readonly List<RidgeFit> _fits = [];
    private int _seen = int.MinValue;
    private int _restored = int.MinValue;
    private int _known;

    /// <summary>The newest processed hour.</summary>
    public int Seen => _seen;

    public RidgeFit? Newest => _fits.Count == 0 ? null : _fits[^1];

    /// <summary>The newest fit whose bar is not after this hour and at most <see cref="GoodFor"/> hours before it.</summary>
    public RidgeFit? FitFor(int hour)
    {
        var index = _hours.Count - 1;
        if (index >= 0 && _hours[index] > hour)
        {
            index = _hours.BinarySearch(hour);
            index = index >= 0 ? index : ~index - 1;
        }

        return index >= 0 && hour - _hours[index] <= GoodFor ? _fits[index] : null;
    }

    /// <summary>Restores the state of a run that had processed every hour up to this one.</summary>
    public void Restore(RidgeFit fit, int seen)
    {
        _hours.Clear();
        _fits.Clear();
        Keep(Hours.Containing(fit.Bar), fit);
        _seen = _restored = seen;
        Recount();
    }

    /// <summary>
    /// Bars from this hour on have changed: dependent fits are made again. Those of an earlier run do not change.
    /// </summary>
    public void RewindBefore(int hour)
    {
        _seen = Math.Max(hour - 1, _restored);
        var kept = _hours.FindLastIndex(h => h <= _seen) + 1;
        _hours.RemoveRange(kept, _hours.Count - kept);
        _fits.RemoveRange(kept, _fits.Count - kept);
        gate?.RewindTo(_seen);
        Recount();
    }

    /// <summary>Processes every hour up to the newest bar.</summary>
    public void CatchUp()
    {
        for (var hour = Math.Max(_seen + 1, prices.FirstHour); hour <= prices.LastHour; hour++)
        {
            _seen = hour;
            if (prices.Has(hour))
                Look(hour);
        }
    }

    private void Look(int hour)
    {
        _known++;
        var midnight = Hours.IsMidnight(hour);
        if (midnight)
            gate?.Realise(hour - Horizon.Hours, prices.LogAt(hour) - prices.LogAt(hour - Horizon.Hours));
        if (_known < minimumBars || (!midnight && FitFor(hour) is not null))
            return;
        if (RidgeSolver.Solve(_window.At(hour), variant, hour) is not { } fit)
            return;
        Keep(hour, fit);
        var x = HarFeatures.At(prices, hour);
        if (midnight && x.IsComplete)
            gate?.Record(hour, fit.Predict(x));
    }

    private void Keep(int hour, RidgeFit fit)
    {
        _hours.Add(hour);
        _fits.Add(fit);
    }

    private void Recount()
    {
        _window.Reset();
        _known = 0;
        for (var hour = prices.FirstHour; prices.Count > 0 && hour <= Math.Min(_seen, prices.LastHour); hour++)
            _known += prices.Has(hour) ? 1 : 0;
    }
}
