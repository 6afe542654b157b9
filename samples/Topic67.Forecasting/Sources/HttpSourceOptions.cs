namespace Topic67.Forecasting.Sources;

/// <summary>How a price source over HTTP behaves.</summary>
public sealed record HttpSourceOptions
{
    /// <summary>Another address than the public one: a proxy, or a test's server. Default: the public one.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one request may take. Default: ten seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is tried. Default: three times.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>
    /// The longest wait that a source may ask for within a call; beyond it the call fails, and says when to come back. Default: thirty
    /// seconds.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause between the pages of one call. Default: what the source's public limits ask for.</summary>
    public TimeSpan? PageInterval { get; init; }

    /// <summary>From which difference between this clock and the source's a warning is given. Default: five seconds.</summary>
    public TimeSpan SkewTolerance { get; init; } = TimeSpan.FromSeconds(5);
}
