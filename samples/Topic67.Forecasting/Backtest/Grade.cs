namespace Topic67.Forecasting.Backtest;

/// <summary>Forecasts against zero under one loss.</summary>
/// <param name="Count">The number of forecasts with a known outcome.</param>
/// <param name="Loss">The mean loss.</param>
/// <param name="ZeroLoss">The mean loss of predicting zero.</param>
/// <param name="Low">The lower end of the skill's 95 % interval; NaN if none was computed.</param>
/// <param name="High">The upper end.</param>
public sealed record Grade(int Count, double Loss, double ZeroLoss, double Low, double High)
{
    /// <summary>1 - loss / loss of zero: above zero is better than always predicting zero.</summary>
    public double Skill => Count == 0 ? double.NaN : Against(Loss, ZeroLoss);

    internal static double Against(double loss, double zeroLoss) => loss == zeroLoss ? 0 : 1 - (loss / zeroLoss);
}

/// <summary>The skill over one calendar year of forecasts.</summary>
/// <param name="Year">The year, UTC.</param>
/// <param name="Grade">The grade under squared error, without an interval.</param>
public sealed record YearGrade(int Year, Grade Grade);

/// <summary>The honest grade: forecasts a week apart, whose outcomes do not overlap.</summary>
/// <param name="Grade">The grade of the weeks that start with the first forecast, under squared error.</param>
/// <param name="Lowest">The lowest skill over the 168 hours of the week at which one can start.</param>
/// <param name="Median">The median skill over them.</param>
/// <param name="Highest">The highest skill over them.</param>
public sealed record WeekGrade(Grade Grade, double Lowest, double Median, double Highest);

/// <summary>Linear regression of outcomes on forecasts: a calibrated forecast has slope 1 and intercept 0.</summary>
/// <param name="Slope">The slope; NaN for a constant forecast.</param>
/// <param name="Intercept">The intercept.</param>
/// <param name="Bins">Tenths of the forecasts in order of size: mean forecast, and mean outcome with its interval.</param>
public sealed record Calibration(double Slope, double Intercept, IReadOnlyList<CalibrationBin> Bins);

/// <summary>A tenth of the forecasts.</summary>
/// <param name="Count">The number of forecasts.</param>
/// <param name="Forecast">Their mean.</param>
/// <param name="Outcome">The mean of their outcomes.</param>
/// <param name="Low">The lower end of the mean's 95 % interval; NaN if there are too few blocks.</param>
/// <param name="High">The upper end.</param>
public readonly record struct CalibrationBin(int Count, double Forecast, double Outcome, double Low, double High);
