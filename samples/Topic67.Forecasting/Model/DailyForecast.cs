namespace Topic67.Forecasting.Model;

/// <summary>A forecast made at a bar labelled 00:00 and, once its week is over, its outcome.</summary>
/// <param name="Origin">The label of the newest bar that it used.</param>
/// <param name="Raw">The forecast before any limit.</param>
/// <param name="Outcome">The log return of the 168 hours after the origin, or null while unknown.</param>
public readonly record struct DailyForecast(DateTimeOffset Origin, double Raw, double? Outcome);
