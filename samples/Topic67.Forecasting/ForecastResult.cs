using Topic67.Forecasting.Model;

namespace Topic67.Forecasting;

/// <summary>
/// A forecast of the log return of the next 168 hours, and where it comes from. A plain value: making one allocates nothing.
/// </summary>
public readonly record struct ForecastResult
{
    /// <summary>The moment that it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What to submit; NaN when <see cref="Source"/> is None.</summary>
    public required double Value { get; init; }

    /// <summary>Which part spoke.</summary>
    public required ForecastSource Source { get; init; }

    /// <summary>Why the model did not speak.</summary>
    public ForecastTrouble Trouble { get; init; }

    /// <summary>The model's forecast before any limit; NaN where the model did not speak.</summary>
    public double Raw { get; init; }

    /// <summary>The model's forecast within three standard deviations; NaN where the model did not speak.</summary>
    public double Clipped { get; init; }

    /// <summary>The drift alone: the intercept of the fit in use; NaN where there is none.</summary>
    public double Drift { get; init; }

    /// <summary>What the gate was allowed to do.</summary>
    public GateMode GateMode { get; init; }

    /// <summary>The gate at the origin; its state is Off where the model did not speak.</summary>
    public GateReading Gate { get; init; }

    /// <summary>The label of the newest bar used, or null.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>The label of the bar at which the fit was made, or null.</summary>
    public DateTimeOffset? FitBar { get; init; }

    /// <summary>How many rows the fit, or how many weekly returns the drift, rests on.</summary>
    public int Rows { get; init; }

    /// <summary>How many bars are known.</summary>
    public int Bars { get; init; }

    /// <summary>Where the prices come from; "simulated" for made-up ones.</summary>
    public string PriceSource { get; init; }

    /// <summary>Whether there is a value to submit.</summary>
    public bool HasValue => Source != ForecastSource.None;

    /// <summary>Whether neither the model nor the short history's drift spoke.</summary>
    public bool IsFallback => Source is not (ForecastSource.Model or ForecastSource.Gated or ForecastSource.Drift);

    /// <summary>Where the value comes from, in a sentence for logs and results.</summary>
    public string Why => ForecastText.Of(this);
}
