using Topic67.Forecasting.Model;

namespace Topic67.Forecasting.Persistence;

/// <summary>
/// What a forecaster carries over a restart: its newest fit, the daily forecasts behind its gate, its last forecast. Not the bars.
/// </summary>
public sealed record ForecasterState
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of this state.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The variant that the fit and the forecasts belong to.</summary>
    public required ModelVariant Variant { get; init; }

    /// <summary>Where the prices came from.</summary>
    public required string PriceSource { get; init; }

    /// <summary>The newest hour that was looked at, or null before the first fit.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>The newest fit, or null.</summary>
    public RidgeFit? Fit { get; init; }

    /// <summary>The forecasts made at bars labelled 00:00, in order.</summary>
    public required IReadOnlyList<DailyForecast> Daily { get; init; }

    /// <summary>The last forecast that rested on prices, or null.</summary>
    public LastForecast? Last { get; init; }
}

/// <summary>A forecast that can be given again.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Value">The value.</param>
public readonly record struct LastForecast(DateTimeOffset At, double Value);
