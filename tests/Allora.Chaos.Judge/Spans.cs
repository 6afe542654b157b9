namespace Allora.Chaos.Judge;

/// <summary>A stretch of time, in Unix milliseconds.</summary>
internal readonly record struct Span(double From, double To)
{
    public double Length => To - From;

    public bool Has(double time) => time >= From && time <= To;
}

/// <summary>Stretches of time that do not overlap, in their order.</summary>
internal static class Spans
{
    public static List<Span> Within(IEnumerable<Span> spans, Span limits) =>
        [.. spans.Select(span => new Span(Math.Max(span.From, limits.From), Math.Min(span.To, limits.To))).Where(static span => span.Length > 0)];

    /// <summary>What remains of a stretch without the breaks in it. A break of no length still breaks.</summary>
    public static List<Span> Without(Span whole, IEnumerable<Span> breaks)
    {
        var left = new List<Span>();
        var from = whole.From;
        foreach (var gap in breaks.OrderBy(static gap => gap.From))
        {
            if (gap.To < whole.From || gap.From > whole.To)
                continue;
            if (gap.From > from)
                left.Add(new Span(from, gap.From));
            from = Math.Max(from, gap.To);
        }

        if (from < whole.To)
            left.Add(new Span(from, whole.To));
        return left;
    }
}
