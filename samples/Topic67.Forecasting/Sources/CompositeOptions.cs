namespace Topic67.Forecasting.Sources;

/// <summary>How several sources replace and check one another.</summary>
public sealed record CompositeOptions
{
    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Maximum time since the close of a source's newest bar, before the next source is used. Default: two hours.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The number of newest hours for comparison with a second source; 0 for no comparison. Default: 24.</summary>
    public int CheckHours { get; init; } = 24;

    /// <summary>The difference of closes from which a warning is given. Default: 1 %.</summary>
    public double WarnAbove { get; init; } = 0.01;

    /// <summary>The difference from which an answer is rejected unless a third source confirms it. Default: 5 %.</summary>
    public double RefuseAbove { get; init; } = 0.05;
}
