namespace Topic67.Forecasting.Backtest;

/// <summary>Least squares of outcomes on forecasts, and tenths of the forecasts by size.</summary>
internal static class CalibrationOf
{
    private const int Bins = 10;

    public static Calibration Forecasts(Scored[] all)
    {
        if (all.Length < Bins)
            return new Calibration(double.NaN, double.NaN, []);
        var (meanForecast, meanOutcome) = (all.Average(f => f.Forecast), all.Average(f => f.Outcome));
        var square = all.Sum(f => (f.Forecast - meanForecast) * (f.Forecast - meanForecast));
        var cross = all.Sum(f => (f.Forecast - meanForecast) * (f.Outcome - meanOutcome));
        var slope = square > 0 ? cross / square : double.NaN;
        var ordered = all.OrderBy(f => f.Forecast).ToArray();
        var bins = Enumerable.Range(0, Bins)
            .Select(b => ordered[(b * all.Length / Bins)..((b + 1) * all.Length / Bins)])
            .Select(b => new CalibrationBin(b.Length, b.Average(f => f.Forecast), b.Average(f => f.Outcome)));
        return new Calibration(slope, meanOutcome - (slope * meanForecast), [.. bins]);
    }
}
