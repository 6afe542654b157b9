namespace Topic67.Forecasting.Prices;

/// <summary>Where hourly bars come from. Replace it to use a feed of your own.</summary>
public interface IPriceSource
{
    /// <summary>The name that results and logs carry.</summary>
    public string Name { get; }

    /// <summary>True when the prices are made up. Results say so.</summary>
    public bool IsSimulated { get; }

    /// <summary>The closed bars with labels from <paramref name="from"/> up to, but without, <paramref name="until"/>.</summary>
    /// <exception cref="PriceSourceException">The source has no answer; nothing is invented in its place.</exception>
    public Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);
}
