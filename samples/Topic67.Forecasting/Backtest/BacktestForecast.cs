namespace Topic67.Forecasting.Backtest;

/// <summary>One hourly forecast of a backtest and what came.</summary>
/// <param name="Result">What the forecaster, given only what was known, answered with its gate applied.</param>
/// <param name="Outcome">The log return of the 168 hours after the origin; NaN where the bars end before or lack an hour.</param>
public readonly record struct BacktestForecast(ForecastResult Result, double Outcome)
{
    /// <summary>What is submitted when the gate is not applied.</summary>
    public double Ungated => double.IsNaN(Result.Clipped) ? Result.Value : Result.Clipped;

    /// <summary>Whether its outcome is known.</summary>
    public bool IsRealised => double.IsFinite(Outcome);
}

/// <summary>The forecasts of one variant, hour by hour.</summary>
/// <param name="Variant">The variant's name.</param>
/// <param name="Forecasts">Every forecast, in order.</param>
public sealed record BacktestRun(string Variant, IReadOnlyList<BacktestForecast> Forecasts);
