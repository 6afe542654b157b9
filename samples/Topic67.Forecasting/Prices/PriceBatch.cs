namespace Topic67.Forecasting.Prices;

/// <summary>The answer of a source.</summary>
/// <param name="Source">The name of the source of the bars.</param>
/// <param name="Bars">Closed bars in order, at most one for each hour.</param>
/// <param name="Gaps">Hours inside the answer, or at the requested ends, without a bar.</param>
/// <param name="Warnings">Problems to report: dropped bars, sources that failed or disagreed.</param>
public sealed record PriceBatch(string Source, IReadOnlyList<HourlyBar> Bars, IReadOnlyList<PriceGap> Gaps, IReadOnlyList<string> Warnings)
{
    /// <summary>Why the source returned only the newer part of the request, or null. A later request may return the older part.</summary>
    public string? Incomplete { get; init; }

    /// <summary>Sorts the bars, keeps the last one given for an hour, drops those outside [from, until), and finds the gaps.</summary>
    public static PriceBatch Of(
        string source, IEnumerable<HourlyBar> bars, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<string>? warnings = null)
    {
        var byLabel = new SortedDictionary<DateTimeOffset, HourlyBar>();
        foreach (var bar in bars)
        {
            if (bar.Label >= from && bar.Label < until)
                byLabel[bar.Label] = bar;
        }

        var first = Hours.Containing(from.AddTicks(TimeSpan.TicksPerHour - 1));
        var gaps = GapsBetween(byLabel.Keys, first, Hours.Containing(until.AddTicks(-1)));
        return new PriceBatch(source, [.. byLabel.Values], gaps, warnings ?? []);
    }

    private static List<PriceGap> GapsBetween(IEnumerable<DateTimeOffset> labels, int first, int last)
    {
        var gaps = new List<PriceGap>();
        var expected = first;
        foreach (var hour in labels.Select(Hours.Containing).Append(last + 1))
        {
            if (hour > expected)
                gaps.Add(new PriceGap(Hours.Label(expected), Hours.Label(hour - 1)));
            expected = hour + 1;
        }

        return gaps;
    }
}
