using System.Globalization;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// Real sources in order of preference: if one fails, is stale or returns too little, the next is used; the next also checks the one that answered.
/// </summary>
public sealed class CompositePriceSource : IPriceSource, IDisposable
{
    private readonly IReadOnlyList<IPriceSource> _sources;
    private readonly CompositeOptions _options;

    /// <summary>Sets the sources in order; the first is preferred.</summary>
    public CompositePriceSource(IReadOnlyList<IPriceSource> sources, CompositeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0 || sources.Any(s => s.IsSimulated))
            throw new ArgumentException("At least one source is needed, and made-up prices never replace real ones.", nameof(sources));
        (_sources, _options) = ([.. sources], options ?? new CompositeOptions());
    }

    /// <inheritdoc/>
    public string Name => string.Join(", then ", _sources.Select(s => s.Name));

    /// <inheritdoc/>
    public bool IsSimulated => false;

    /// <summary>Disposes the disposable sources.</summary>
    public void Dispose()
    {
        foreach (var source in _sources.OfType<IDisposable>())
            source.Dispose();
    }

    /// <inheritdoc/>
    public async Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var newest = Math.Min(Hours.Containing(until.AddTicks(-1)), Hours.NewestClosed(_options.Time.GetUtcNow()));
        var (warnings, faults) = (new List<string>(), new List<PriceSourceException>());
        var failed = new HashSet<IPriceSource>();
        var best = default((IPriceSource Source, PriceBatch Batch)?);
        var answers = new List<PriceBatch>();
        foreach (var source in _sources)
        {
            if (await TryAsync(source, from, until, warnings, faults, cancellationToken).ConfigureAwait(false) is not { } batch)
            {
                failed.Add(source);
                continue;
            }

            answers.Add(batch);
            if (best is not { } known || IsBetter(batch, known.Batch))
                best = (source, batch);
            if (Shortcoming(batch, newest) is not { } shortcoming)
                break;
            // A source that failed gives its cached bars, and the cause in its warnings.
            warnings.AddRange(batch.Warnings);
            warnings.Add($"{source.Name} {shortcoming}");
        }

        if (best is not { } answer)
            throw Together(faults);
        var checkedBatch = await CheckAsync(answer, failed, from, until, newest, warnings, cancellationToken).ConfigureAwait(false);
        var whole = WithOlder(checkedBatch, answers, from, until, warnings);
        return whole with { Warnings = [.. warnings.Concat(checkedBatch.Warnings).Distinct()] };
    }

    // A source with a short memory keeps a forecast fresh; the older months are taken from another source.
    private static PriceBatch WithOlder(
        PriceBatch batch, List<PriceBatch> answers, DateTimeOffset from, DateTimeOffset until, List<string> warnings)
    {
        var start = batch.Bars[0].Label;
        var longest = answers.MaxBy(a => a.Bars.Count(b => b.Label < start))!;
        HourlyBar[] older = [.. longest.Bars.Where(b => b.Label < start)];
        if (older.Length == 0)
            return batch;
        warnings.Add($"{older.Length} bars before {start:yyyy-MM-ddTHH:mmZ} are those of {longest.Source}.");
        return PriceBatch.Of(batch.Source, [.. older, .. batch.Bars], from, until) with { Incomplete = longest.Incomplete };
    }

    private static async Task<PriceBatch?> TryAsync(
        IPriceSource source,
        DateTimeOffset from,
        DateTimeOffset until,
        List<string> warnings,
        List<PriceSourceException> faults,
        CancellationToken cancellationToken)
    {
        try
        {
            var batch = await source.GetBarsAsync(from, until, cancellationToken).ConfigureAwait(false);
            return batch.Bars.Count > 0
                ? batch
                : throw new PriceSourceException(PriceFault.NoData, $"{source.Name} has no bar for these hours.");
        }
        catch (PriceSourceException e)
        {
            warnings.Add(e.Message);
            faults.Add(e);
            return null;
        }
    }

    private async Task<PriceBatch> CheckAsync(
        (IPriceSource Source, PriceBatch Batch) answer,
        HashSet<IPriceSource> failed,
        DateTimeOffset from,
        DateTimeOffset until,
        int newest,
        List<string> warnings,
        CancellationToken cancellationToken)
    {
        var others = new Queue<IPriceSource>(_sources.Where(s => s != answer.Source && !failed.Contains(s)));
        if (_options.CheckHours == 0 || others.Count == 0)
            return answer.Batch;
        var (start, end) = (Hours.Label(newest - _options.CheckHours + 1), Hours.Label(newest + 1));
        var doubted = default((IPriceSource Source, PriceBatch Recent)?);
        while (others.TryDequeue(out var other))
        {
            if (await TryAsync(other, start, end, warnings, [], cancellationToken).ConfigureAwait(false) is not { } recent)
                continue;
            var check = CrossCheck.Of(answer.Batch, recent);
            if (check.Hours == 0)
                continue;
            if (check.Worst <= _options.RefuseAbove)
            {
                if (check.Worst > _options.WarnAbove || doubted is not null)
                    warnings.Add(Apart(answer.Batch.Source, recent.Source, check));
                return answer.Batch;
            }

            warnings.Add(Apart(answer.Batch.Source, recent.Source, check));
            if (doubted is { } first && Agree(first.Recent, recent))
                return await first.Source.GetBarsAsync(from, until, cancellationToken).ConfigureAwait(false);
            doubted ??= (other, recent);
        }

        return doubted is null
            ? answer.Batch
            : throw new PriceSourceException(PriceFault.BadData, "The sources disagree and none can be trusted: " + warnings[^1]);
    }

    private bool Agree(PriceBatch one, PriceBatch other) =>
        CrossCheck.Of(one, other) is { Hours: > 0 } check && check.Worst <= _options.RefuseAbove;

    private static string Apart(string one, string other, CrossCheck check) => string.Create(
        CultureInfo.InvariantCulture, $"{one} and {other} are {100 * check.Worst:0.00} % apart at {check.At:yyyy-MM-ddTHH:mmZ}.");

    private static bool IsBetter(PriceBatch batch, PriceBatch than)
    {
        var (newest, other) = (batch.Bars[^1].Label, than.Bars[^1].Label);
        return newest > other || (newest == other && batch.Bars.Count > than.Bars.Count);
    }

    private string? Shortcoming(PriceBatch batch, int newest)
    {
        if (Hours.Label(newest) - batch.Bars[^1].Label > _options.StaleAfter)
            return $"is stale: its newest bar is {batch.Bars[^1].Label:yyyy-MM-ddTHH:mmZ}.";
        return batch.Incomplete is { } why ? $"returned only a part: {why}" : null;
    }

    private static PriceSourceException Together(List<PriceSourceException> faults)
    {
        var first = faults.Find(f => f.IsTransient) ?? faults[0];
        return new PriceSourceException(
            first.Fault, string.Join(" ", faults.Select(f => f.Message)), first, faults.Where(f => f.IsTransient).Min(f => f.RetryAfter));
    }
}
