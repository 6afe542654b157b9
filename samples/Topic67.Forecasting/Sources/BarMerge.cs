using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// Merges bars of several pages. If pages overlap, the bar from a page's inside is kept: a page's last bar can be incomplete,
/// and rarely its first one too.
/// </summary>
internal sealed class BarMerge
{
    private readonly Dictionary<DateTimeOffset, (HourlyBar Bar, Place Place)> _bars = [];

    private enum Place
    {
        Last,
        First,
        Inside,
    }

    public int Count => _bars.Count;

    private readonly List<DateTimeOffset> _unusable = [];
    private int _unreadable;

    /// <summary>The bars that were left out, in words; null if there are none.</summary>
    public string? LeftOut => (_unusable.Count, _unreadable) switch
    {
        (0, 0) => null,
        (1, 0) => $"the bar {_unusable[0]:yyyy-MM-ddTHH:mmZ} has no usable price and was left out.",
        (0, _) => $"{_unreadable} bars could not be read and were left out.",
        (var count, var others) => $"{count + others} bars have no usable price and were left out, the first is {_unusable.Min():yyyy-MM-ddTHH:mmZ}.",
    };

    public IEnumerable<HourlyBar> Bars => _bars.Values.Select(b => b.Bar);

    /// <summary>Adds the closed bars of a page.</summary>
    public void AddPage(BarPage read, DateTimeOffset asOf)
    {
        _unreadable += read.Unreadable;
        var page = read.Bars;
        if (page.Count == 0)
            return;
        var (first, last) = (page.Min(b => b.Label), page.Max(b => b.Label));
        foreach (var bar in page)
        {
            var place = bar.Label == last ? Place.Last : bar.Label == first ? Place.First : Place.Inside;
            if (bar.ClosedAt > asOf)
                continue;
            if (bar.Fault() is not null)
                _unusable.Add(bar.Label);
            else if (!_bars.TryGetValue(bar.Label, out var known) || place > known.Place)
                _bars[bar.Label] = (bar, place);
        }
    }
}
