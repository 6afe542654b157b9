namespace Topic67.Forecasting.Sources;

/// <summary>Options of a price source over HTTP.</summary>
public sealed record HttpSourceOptions
{
    /// <summary>The address, such as a proxy or a test's server. Default: the public one.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Timeout of one request. Default: ten seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Maximum attempts of a request. Default: three.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>
    /// The longest pause that a source may request within a call; if it requests more, the call fails with the pause. Default: thirty
    /// seconds.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between the pages of one call. Default: as required by the source's public limits.</summary>
    public TimeSpan? PageInterval { get; init; }

    /// <summary>The difference between this clock and the source's from which a warning is given. Default: five seconds.</summary>
    public TimeSpan SkewTolerance { get; init; } = TimeSpan.FromSeconds(5);
}
