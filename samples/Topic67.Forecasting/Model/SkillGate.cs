using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>
/// Scales forecasts down if the realised ones of the last two years were not better than zero: the multiplier is the slope of outcomes
/// on forecasts, limited to [0, 1]. It makes a bad model nearly harmless and creates no skill.
/// </summary>
internal sealed class SkillGate
{
    public const int Warm = 182;
    public const int LookBack = 730 * Hours.PerDay;

    private readonly List<Entry> _entries = [];
    private int _cachedDay = int.MinValue;
    private GateReading _cached;

    public int Count => _entries.Count;

    /// <summary>The first daily forecast that counts.</summary>
    public DateTimeOffset? CountsFrom => _entries.Count == 0 ? null : Hours.Label(_entries[0].Origin);

    public void Record(int origin, double raw)
    {
        _entries.Add(new Entry(origin, raw, double.NaN));
        _cachedDay = int.MinValue;
    }

    /// <summary>Adds the outcome of an origin; an origin without a forecast is ignored.</summary>
    public void Realise(int origin, double outcome)
    {
        var index = _entries.Count - 1;
        while (index >= 0 && _entries[index].Origin > origin)
            index--;
        if (index < 0 || _entries[index].Origin != origin || !double.IsFinite(outcome))
            return;
        _entries[index] = _entries[index] with { Outcome = outcome };
        _cachedDay = int.MinValue;
    }

    /// <summary>Removes every forecast and outcome that depends on a bar after this hour.</summary>
    public void RewindTo(int hour)
    {
        _entries.RemoveAll(e => e.Origin > hour);
        for (var i = _entries.Count - 1; i >= 0 && _entries[i].Origin + Horizon.Hours > hour; i--)
            _entries[i] = _entries[i] with { Outcome = double.NaN };
        _cachedDay = int.MinValue;
    }

    public void Restore(IEnumerable<DailyForecast> forecasts)
    {
        _entries.Clear();
        _entries.AddRange(forecasts.Select(f => new Entry(Hours.Containing(f.Origin), f.Raw, f.Outcome ?? double.NaN)));
        _entries.Sort((a, b) => a.Origin.CompareTo(b.Origin));
        _cachedDay = int.MinValue;
    }

    public IReadOnlyList<DailyForecast> Save() =>
        [.. _entries.Select(e => new DailyForecast(Hours.Label(e.Origin), e.Raw, double.IsNaN(e.Outcome) ? null : e.Outcome))];

    /// <summary>The gate at an origin. Forecasts are made at midnights, so it stays the same for a whole day.</summary>
    public GateReading At(int origin)
    {
        var day = origin - (origin % Hours.PerDay);
        if (day != _cachedDay)
            (_cachedDay, _cached) = (day, Compute(day));
        return _cached;
    }

    private GateReading Compute(int day)
    {
        var (count, cross, square) = (0, 0.0, 0.0);
        for (var i = _entries.Count - 1; i >= 0 && _entries[i].Origin > day - LookBack; i--)
        {
            var (origin, raw, outcome) = _entries[i];
            if (origin + Horizon.Hours > day || double.IsNaN(outcome))
                continue;
            count++;
            cross += raw * outcome;
            square += raw * raw;
        }

        return count < Warm
            ? new GateReading(GateState.WarmUp, 1, count)
            : new GateReading(GateState.Active, square > 0 ? Math.Clamp(cross / square, 0, 1) : 0, count);
    }

    private readonly record struct Entry(int Origin, double Raw, double Outcome);
}
