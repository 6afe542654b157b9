using System.Globalization;
using System.Text;
using Allora.Sdk.Losses;

namespace Topic67.Forecasting.Backtest;

/// <summary>A backtest as Markdown, for people.</summary>
public static class MarkdownReport
{
    /// <summary>Writes the report.</summary>
    public static string Of(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Head(text, report);
        All(text, report, "Squared error, every hour", c => c.Squared);
        if (LossCatalog.Find(report.Options.Loss).Name != "sqe")
            All(text, report, $"{report.Options.Loss}, every hour", c => c.Named);
        Weeks(text, report);
        Years(text, report);
        Calibration(text, report);
        return text.ToString();
    }

    private static void Head(StringBuilder text, BacktestReport report)
    {
        var options = report.Options;
        var hours = report.Contenders[0].Squared.Count;
        Line(text, $"# Backtest of topic 67's forecasts");
        Line(text, $"");
        Line(text, $"Prices: {report.PriceSource}, {report.BarCount} hourly bars");
        Line(text, $"from {Moment(report.Bars.First)} to {Moment(report.Bars.Last)}, {report.AbsentHours} hours absent.");
        Line(text, $"Forecasts: every hour from {Moment(options.From)}, fits at the bar labelled 00:00 of each day,");
        Line(text, $"training outcomes realised at the fit (purge of 168 h).");
        Line(text, $"Skill: 1 - loss / loss of predicting zero, with the 95 % interval of a block bootstrap");
        Line(text, $"({options.BlockDays}-day blocks, {options.Resamples} resamples, seed {options.Seed}).");
        Line(text, $"Outcomes overlap: the {hours} graded hours hold about {report.Weeks:0} independent weeks.");
        Line(text, $"An interval that contains 0 shows no skill.");
    }

    private static void All(StringBuilder text, BacktestReport report, string title, Func<ContenderReport, Grade> grade)
    {
        Title(text, title, "Model | forecasts | of them fallbacks | mean loss | skill | 95 % interval | signs right");
        foreach (var contender in report.Contenders)
        {
            var g = grade(contender);
            Line(text, $"| {contender.Name} | {g.Count} | {contender.Fallbacks} | {g.Loss:0.000000e+0} | {Skill(g)} | {Percent(contender.SignsRight)} |");
        }
    }

    private static void Weeks(StringBuilder text, BacktestReport report)
    {
        Title(
            text,
            "Weeks that do not overlap (the honest grade)",
            "Model | weeks | RMSE | skill | 95 % interval | lowest, median, highest skill over the 168 starting hours");
        foreach (var contender in report.Contenders)
        {
            var (grade, week) = (contender.Weekly.Grade, contender.Weekly);
            var range = $"{Percent(week.Lowest)}, {Percent(week.Median)}, {Percent(week.Highest)}";
            Line(text, $"| {contender.Name} | {grade.Count} | {Math.Sqrt(grade.Loss):0.0000} | {Skill(grade)} | {range} |");
        }
    }

    private static void Years(StringBuilder text, BacktestReport report)
    {
        Title(text, "By year of the forecast, squared error", "Model | year | hours | RMSE | skill");
        foreach (var contender in report.Contenders)
        {
            foreach (var (year, grade) in contender.Years)
                Line(text, $"| {contender.Name} | {year} | {grade.Count} | {Math.Sqrt(grade.Loss):0.0000} | {Percent(grade.Skill)} |");
        }
    }

    private static void Calibration(StringBuilder text, BacktestReport report)
    {
        Title(text, "Calibration: outcome = intercept + slope x forecast", "Model | slope | intercept");
        foreach (var contender in report.Contenders.Where(c => double.IsFinite(c.Calibration.Slope)))
            Line(text, $"| {contender.Name} | {contender.Calibration.Slope:0.00} | {contender.Calibration.Intercept:0.0000} |");
    }

    private static void Title(StringBuilder text, string title, string columns)
    {
        Line(text, $"");
        Line(text, $"## {title}");
        Line(text, $"| {columns} |");
        Line(text, $"|{string.Concat(Enumerable.Repeat("---|", columns.Count(c => c == '|') + 1))}");
    }

    private static string Skill(Grade grade) => $"{Percent(grade.Skill)} | {Percent(grade.Low)}, {Percent(grade.High)}";

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mmZ", CultureInfo.InvariantCulture);

    private static string Percent(double share) =>
        double.IsNaN(share) ? "-" : (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
