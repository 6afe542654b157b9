namespace Topic67.Forecasting.Prices;

/// <summary>A source of hourly bars. Implement it to use your own feed.</summary>
public interface IPriceSource
{
    /// <summary>The name in results and logs.</summary>
    public string Name { get; }

    /// <summary>True if the prices are made up. Results report it.</summary>
    public bool IsSimulated { get; }

    /// <summary>The closed bars with labels from <paramref name="from"/> up to, but without, <paramref name="until"/>.</summary>
    /// <exception cref="PriceSourceException">The source has no answer; no prices are invented instead.</exception>
    public Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);
}
