namespace Topic67.Forecasting.Backtest;

/// <summary>What a backtest covers and how it is graded.</summary>
public sealed record BacktestOptions
{
    /// <summary>The moment of the first forecast.</summary>
    public DateTimeOffset From { get; init; } = new(2025, 2, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The moment before which the last forecast is made; null for as long as the bars reach.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The loss beside squared error, as a topic names it, with its parameters.</summary>
    public string Loss { get; init; } = "sqe";

    /// <summary>How many days a block of the bootstrap spans.</summary>
    public int BlockDays { get; init; } = 28;

    /// <summary>How many resamples stand behind an interval.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>The seed of the bootstrap.</summary>
    public int Seed { get; init; } = 67;
}
