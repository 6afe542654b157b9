using System.Text;
using Topic67.Forecasting.Persistence;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// Keeps a source's bars on disk and requests only new ones. If the source fails, the known bars are returned with a warning; the
/// forecaster decides if they are fresh enough.
/// </summary>
public sealed class CachedPriceSource : IPriceSource, IDisposable
{
    // Exchanges correct their newest bars, and an absent hour may appear later.
    private const int AskedAgain = 3;
    private const int GapsAskedAgain = 48;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly IPriceSource _inner;
    private readonly string _path;
    private readonly TimeProvider _time;
    private SortedDictionary<int, HourlyBar>? _bars;
    private int _coveredFrom;

    /// <summary>Keeps the bars of a source in a folder, in a file named after the source.</summary>
    public CachedPriceSource(IPriceSource inner, string folder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _inner = inner;
        _path = Path.Combine(folder, $"bars-{string.Concat(inner.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}.csv");
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public bool IsSimulated => _inner.IsSimulated;

    /// <summary>Disposes the lock, and the source if it is disposable.</summary>
    public void Dispose()
    {
        _turn.Dispose();
        (_inner as IDisposable)?.Dispose();
    }

    /// <inheritdoc/>
    public async Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var warnings = new List<string>();
            _bars ??= Load(warnings);
            var first = Hours.Containing(from.AddTicks(TimeSpan.TicksPerHour - 1));
            var end = Math.Min(Hours.Containing(until.AddTicks(TimeSpan.TicksPerHour - 1)), Hours.NewestClosed(_time.GetUtcNow()) + 1);
            var (incomplete, failed) = await FillAsync(first, end, warnings, cancellationToken).ConfigureAwait(false);
            var batch = PriceBatch.Of(Name, _bars.Values, Hours.Label(first), Hours.Label(Math.Max(first, end)), warnings);
            if (batch.Bars.Count > 0)
                return batch with { Incomplete = incomplete };
            throw failed ?? new PriceSourceException(PriceFault.NoData, $"{Name} has no closed bar from {from:u} to {until:u}.");
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(string? Incomplete, PriceSourceException? Failed)> FillAsync(
        int first, int end, List<string> warnings, CancellationToken cancellationToken)
    {
        var (incomplete, failed, changed) = ((string?)null, (PriceSourceException?)null, false);
        foreach (var (from, until) in Missing(first, end))
        {
            try
            {
                var batch = await _inner.GetBarsAsync(Hours.Label(from), Hours.Label(until), cancellationToken).ConfigureAwait(false);
                warnings.AddRange(batch.Warnings);
                foreach (var bar in batch.Bars)
                    changed |= Keep(bar);
                incomplete ??= batch.Incomplete;
                if (batch.Incomplete is null)
                    _coveredFrom = Math.Min(_coveredFrom, from);
            }
            catch (PriceSourceException e) when (e.Fault == PriceFault.NoData)
            {
                failed = e;
                _coveredFrom = Math.Min(_coveredFrom, from);
            }
            catch (PriceSourceException e)
            {
                failed = e;
                incomplete ??= e.Message;
                warnings.Add($"{e.Message} The cached bars are used.");
                break;
            }
        }

        if (changed)
            Save(warnings);
        return (incomplete, failed);
    }

    // The newest part first: a forecast needs it most if a rate limit is reached.
    private List<(int From, int Until)> Missing(int first, int end)
    {
        if (end <= first)
            return [];
        if (_bars!.Count == 0)
        {
            _coveredFrom = end;
            return [(first, end)];
        }

        var ranges = new List<(int From, int Until)>();
        var (oldest, newest) = (_bars.Keys.First(), _bars.Keys.Last());
        if (end > newest + 1)
            ranges.Add((AskFrom(newest), end));
        _coveredFrom = Math.Min(_coveredFrom, oldest);
        if (first < _coveredFrom)
            ranges.Add((first, _coveredFrom));
        return ranges;
    }

    private int AskFrom(int newest)
    {
        var from = newest + 1 - AskedAgain;
        for (var hour = newest; hour > newest - GapsAskedAgain && hour > _coveredFrom; hour--)
            from = _bars!.ContainsKey(hour) ? from : Math.Min(from, hour);
        return from;
    }

    private bool Keep(HourlyBar bar)
    {
        var hour = Hours.Containing(bar.Label);
        if (_bars!.TryGetValue(hour, out var known) && known == bar)
            return false;
        _bars[hour] = bar;
        return true;
    }

    private SortedDictionary<int, HourlyBar> Load(List<string> warnings)
    {
        var bars = new SortedDictionary<int, HourlyBar>();
        _coveredFrom = int.MaxValue;
        if (!File.Exists(_path))
            return bars;
        try
        {
            foreach (var bar in CsvBars.ReadFile(_path))
                bars[Hours.Containing(bar.Label)] = bar;
        }
        catch (PriceSourceException e) when (e.Fault is PriceFault.BadData or PriceFault.NoData)
        {
            File.Move(_path, _path + ".bad", overwrite: true);
            var moved = Path.GetFileName(_path) + ".bad";
            warnings.Add($"The cache was unusable ({e.Message}) and was moved to {moved}; its bars are fetched again.");
            bars.Clear();
        }

        return bars;
    }

    private void Save(List<string> warnings)
    {
        try
        {
            AtomicFile.Write(_path, stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                writer.WriteLine(CsvBars.Header);
                foreach (var bar in _bars!.Values)
                    writer.WriteLine(CsvBars.Line(bar));
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warnings.Add($"The cache {_path} could not be written ({e.Message}); the bars are used anyway.");
        }
    }
}
