using System.Text.Json;
using Topic67.Forecasting.Model;

namespace Topic67.Forecasting.Backtest;

/// <summary>A backtest as JSON, for programs: the grades, and every forecast with its origin, fit, gate and outcome.</summary>
public static class JsonReport
{
    /// <summary>Writes the report. Undefined numbers are null.</summary>
    public static void Write(Stream stream, BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false });
        json.WriteStartObject();
        Head(json, report);
        json.WriteStartArray("contenders");
        foreach (var contender in report.Contenders)
            Contender(json, contender);
        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in report.Runs)
            Run(json, run);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, BacktestReport report)
    {
        json.WriteString("prices", report.PriceSource);
        json.WriteString("first_bar", report.Bars.First.UtcDateTime);
        json.WriteString("last_bar", report.Bars.Last.UtcDateTime);
        json.WriteNumber("bars", report.BarCount);
        json.WriteNumber("absent_hours", report.AbsentHours);
        json.WriteString("from", report.Options.From.UtcDateTime);
        json.WriteString("loss", report.Options.Loss);
        json.WriteNumber("block_days", report.Options.BlockDays);
        json.WriteNumber("resamples", report.Options.Resamples);
        json.WriteNumber("seed", report.Options.Seed);
        Number(json, "weeks", report.Weeks);
    }

    private static void Contender(Utf8JsonWriter json, ContenderReport contender)
    {
        json.WriteStartObject();
        json.WriteString("name", contender.Name);
        Grade(json, "squared_error", contender.Squared);
        Grade(json, "named_loss", contender.Named);
        Grade(json, "weeks", contender.Weekly.Grade);
        Number(json, "weeks_lowest_skill", contender.Weekly.Lowest);
        Number(json, "weeks_median_skill", contender.Weekly.Median);
        Number(json, "weeks_highest_skill", contender.Weekly.Highest);
        json.WriteStartObject("years");
        foreach (var year in contender.Years)
            Grade(json, year.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), year.Grade);
        json.WriteEndObject();
        Number(json, "calibration_slope", contender.Calibration.Slope);
        Number(json, "calibration_intercept", contender.Calibration.Intercept);
        Number(json, "signs_right", contender.SignsRight);
        json.WriteNumber("fallbacks", contender.Fallbacks);
        json.WriteStartArray("calibration_bins");
        foreach (var bin in contender.Calibration.Bins)
        {
            json.WriteStartObject();
            json.WriteNumber("count", bin.Count);
            Number(json, "forecast", bin.Forecast);
            Number(json, "outcome", bin.Outcome);
            Number(json, "low", bin.Low);
            Number(json, "high", bin.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Grade(Utf8JsonWriter json, string name, Grade grade)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", grade.Count);
        Number(json, "loss", grade.Loss);
        Number(json, "zero_loss", grade.ZeroLoss);
        Number(json, "skill", grade.Skill);
        Number(json, "low", grade.Low);
        Number(json, "high", grade.High);
        json.WriteEndObject();
    }

    private static void Run(Utf8JsonWriter json, BacktestRun run)
    {
        json.WriteStartObject();
        json.WriteString("variant", run.Variant);
        json.WriteStartArray("forecasts");
        foreach (var (result, outcome) in run.Forecasts)
        {
            json.WriteStartObject();
            json.WriteString("at", result.At.UtcDateTime);
            Moment(json, "origin", result.Origin);
            Moment(json, "fit", result.FitBar);
            json.WriteString("source", result.Source.ToString());
            Number(json, "raw", result.Raw);
            Number(json, "clipped", result.Clipped);
            Number(json, "gate", result.Gate.State == GateState.Off ? double.NaN : result.Gate.Multiplier);
            Number(json, "gated", result.Value);
            Number(json, "drift", result.Drift);
            Number(json, "outcome", outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
            json.WriteString(name, known.UtcDateTime);
        else
            json.WriteNull(name);
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
