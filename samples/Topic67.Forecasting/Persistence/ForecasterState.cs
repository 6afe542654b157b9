using Topic67.Forecasting.Model;

namespace Topic67.Forecasting.Persistence;

/// <summary>
/// The state of a forecaster that survives a restart: its newest fit, the daily forecasts of its gate, its last forecast. Not the bars.
/// </summary>
public sealed record ForecasterState
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of this state.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The variant of the fit and the forecasts.</summary>
    public required ModelVariant Variant { get; init; }

    /// <summary>The source of the prices.</summary>
    public required string PriceSource { get; init; }

    /// <summary>The newest processed hour, or null before the first fit.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>The newest fit, or null.</summary>
    public RidgeFit? Fit { get; init; }

    /// <summary>The forecasts made at bars labelled 00:00, in order.</summary>
    public required IReadOnlyList<DailyForecast> Daily { get; init; }

    /// <summary>The last forecast that was based on prices, or null.</summary>
    public LastForecast? Last { get; init; }
}

/// <summary>A forecast that can be used again.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Value">The value.</param>
public readonly record struct LastForecast(DateTimeOffset At, double Value);
