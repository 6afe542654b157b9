namespace Topic67.Forecasting.Backtest;

/// <summary>The range of a backtest and its grading.</summary>
public sealed record BacktestOptions
{
    /// <summary>The moment of the first forecast.</summary>
    public DateTimeOffset From { get; init; } = new(2025, 2, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The moment before which the last forecast is made; null for the end of the bars.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A loss in addition to squared error, as a topic names it, with its parameters.</summary>
    public string Loss { get; init; } = "sqe";

    /// <summary>The length of a block of the bootstrap, in days.</summary>
    public int BlockDays { get; init; } = 28;

    /// <summary>The number of resamples for an interval.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>The seed of the bootstrap.</summary>
    public int Seed { get; init; } = 67;
}
