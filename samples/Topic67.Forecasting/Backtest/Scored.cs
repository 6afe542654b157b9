namespace Topic67.Forecasting.Backtest;

/// <summary>A forecast whose outcome is known.</summary>
internal readonly record struct Scored(DateTimeOffset At, double Forecast, double Outcome);
