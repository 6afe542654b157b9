using Topic67.Forecasting.Model;

namespace Topic67.Forecasting;

/// <summary>
/// A forecast of the log return of the next 168 hours, and its source. A plain value: creating one allocates nothing.
/// </summary>
public readonly record struct ForecastResult
{
    /// <summary>The moment of the request.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The value to submit; NaN if <see cref="Source"/> is None.</summary>
    public required double Value { get; init; }

    /// <summary>The source of the value.</summary>
    public required ForecastSource Source { get; init; }

    /// <summary>Why the model was not used.</summary>
    public ForecastTrouble Trouble { get; init; }

    /// <summary>The model's forecast before any limit; NaN if the model was not used.</summary>
    public double Raw { get; init; }

    /// <summary>The model's forecast within three standard deviations; NaN if the model was not used.</summary>
    public double Clipped { get; init; }

    /// <summary>The drift alone: the intercept of the fit in use; NaN if there is none.</summary>
    public double Drift { get; init; }

    /// <summary>The mode of the gate.</summary>
    public GateMode GateMode { get; init; }

    /// <summary>The gate at the origin; its state is Off if the model was not used.</summary>
    public GateReading Gate { get; init; }

    /// <summary>The label of the newest bar used, or null.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>The label of the bar at which the fit was made, or null.</summary>
    public DateTimeOffset? FitBar { get; init; }

    /// <summary>The number of rows of the fit, or of weekly returns of the drift.</summary>
    public int Rows { get; init; }

    /// <summary>The number of known bars.</summary>
    public int Bars { get; init; }

    /// <summary>The source of the prices; "simulated" for made-up ones.</summary>
    public string PriceSource { get; init; }

    /// <summary>True if there is a value to submit.</summary>
    public bool HasValue => Source != ForecastSource.None;

    /// <summary>True if neither the model nor the short history's drift was used.</summary>
    public bool IsFallback => Source is not (ForecastSource.Model or ForecastSource.Gated or ForecastSource.Drift or ForecastSource.Own);

    /// <summary>The source of the value in words, for logs and results.</summary>
    public string Why => ForecastText.Of(this);
}
