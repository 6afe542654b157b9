namespace Topic67.Worker.State;

/// <summary>
/// Where a worker's prices come from, as its state keeps it: a score from another shell must not grade real forecasts against other prices.
/// </summary>
internal sealed record PriceOrigin
{
    public const string Live = "live";
    public const string OfFile = "file";
    public const string Simulated = "simulated";

    /// <summary>live, file or simulated.</summary>
    public required string Kind { get; init; }

    /// <summary>The names of live sources, in order.</summary>
    public string? Names { get; init; }

    /// <summary>Other addresses of live sources, as in PRICE_URL; none if one of them holds a secret.</summary>
    public string? Addresses { get; init; }

    /// <summary>The file of bars.</summary>
    public string? File { get; init; }

    /// <summary>The seed of a simulated market, and its first hour.</summary>
    public int Seed { get; init; }

    public DateTimeOffset? From { get; init; }
}
