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

    public int Unusable { get; private set; }

    public IEnumerable<HourlyBar> Bars => _bars.Values.Select(b => b.Bar);

    /// <summary>Adds the closed bars of a page.</summary>
    public void AddPage(IReadOnlyList<HourlyBar> page, DateTimeOffset asOf)
    {
        if (page.Count == 0)
            return;
        var (first, last) = (page.Min(b => b.Label), page.Max(b => b.Label));
        foreach (var bar in page)
        {
            var place = bar.Label == last ? Place.Last : bar.Label == first ? Place.First : Place.Inside;
            if (bar.ClosedAt > asOf)
                continue;
            if (bar.Fault() is not null)
                Unusable++;
            else if (!_bars.TryGetValue(bar.Label, out var known) || place > known.Place)
                _bars[bar.Label] = (bar, place);
        }
    }
}
