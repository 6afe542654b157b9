namespace Topic67.Forecasting.Backtest;

/// <summary>One hourly forecast of a backtest and its outcome.</summary>
/// <param name="Result">The forecaster's result with its gate applied, from data known at the origin only.</param>
/// <param name="Outcome">The log return of the 168 hours after the origin; NaN if the bars end before or an hour is absent.</param>
public readonly record struct BacktestForecast(ForecastResult Result, double Outcome)
{
    /// <summary>The value to submit if the gate is not applied.</summary>
    public double Ungated => double.IsNaN(Result.Clipped) ? Result.Value : Result.Clipped;

    /// <summary>True if its outcome is known.</summary>
    public bool IsRealised => double.IsFinite(Outcome);
}

/// <summary>The forecasts of one variant, hour by hour.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Forecasts">Every forecast, in order.</param>
public sealed record BacktestRun(string Variant, IReadOnlyList<BacktestForecast> Forecasts);
