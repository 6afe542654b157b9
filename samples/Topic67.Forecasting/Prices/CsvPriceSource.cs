namespace Topic67.Forecasting.Prices;

/// <summary>Reads bars from a file, for replays and tests.</summary>
public sealed class CsvPriceSource : IPriceSource
{
    private readonly Lazy<IReadOnlyList<HourlyBar>> _bars;

    /// <summary>Sets the file, which is read at the first request.</summary>
    public CsvPriceSource(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = "file " + Path.GetFileName(path);
        _bars = new Lazy<IReadOnlyList<HourlyBar>>(() => CsvBars.ReadFile(path));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsSimulated => false;

    /// <inheritdoc/>
    public Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var batch = PriceBatch.Of(Name, _bars.Value, from, until);
        return batch.Bars.Count > 0
            ? Task.FromResult(batch)
            : throw new PriceSourceException(PriceFault.NoData, $"The {Name} has no bar from {from:u} to {until:u}.");
    }
}
