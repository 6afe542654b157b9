using System.Globalization;
using ScottPlot;
using Topic67.Forecasting.Backtest;

namespace Topic67.Backtesting;

/// <summary>The plots of a backtest.</summary>
public static class BacktestPlots
{
    private const int Width = 1000;
    private const int Height = 600;

    /// <summary>Draws every plot into a folder.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Draw(BacktestReport report, string folder)
    {
        var a = report.Contenders[0];
        return
        [
            Save(Equity(report), folder, "equity-of-skill.png"),
            Save(OverTime(a), folder, "forecasts-and-outcomes.png"),
            Save(CalibrationOf(report), folder, "calibration.png"),
        ];
    }

    // If the line ended above zero, that would be skill; its variation shows how little a lucky month proves.
    private static Plot Equity(BacktestReport report)
    {
        var plot = Titled(report, "Cumulative squared error saved against predicting zero", "forecast made", "sum of y² - (y - p)²");
        foreach (var contender in report.Contenders)
        {
            var sum = 0.0;
            var saved = contender.Forecasts.Zip(contender.Outcomes, (p, y) => sum += (y * y) - ((y - p) * (y - p))).ToArray();
            plot.Add.SignalXY(Dates(contender), saved).LegendText = contender.Name;
        }

        IsoDates(plot);
        plot.ShowLegend(Alignment.LowerLeft);
        return plot;
    }

    private static Plot OverTime(ContenderReport contender)
    {
        var plot = Titled(null, $"Forecasts of {contender.Name} and outcomes", "forecast made", "log return of 168 h");
        plot.Add.SignalXY(Dates(contender), contender.Outcomes.ToArray()).LegendText = "outcome";
        plot.Add.SignalXY(Dates(contender), contender.Forecasts.ToArray()).LegendText = "forecast";
        IsoDates(plot);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    private static Plot CalibrationOf(BacktestReport report)
    {
        var contender = report.Contenders[0];
        var plot = Titled(report, $"Calibration of {contender.Name}: tenths of the forecasts by size, mean outcomes with 95 % intervals", "mean forecast", "mean outcome");
        var bins = contender.Calibration.Bins;
        foreach (var bin in bins.Where(b => double.IsFinite(b.Low)))
        {
            var interval = plot.Add.Line(bin.Forecast, bin.Low, bin.Forecast, bin.High);
            interval.Color = Colors.Gray;
            interval.LineWidth = 2;
        }

        var means = plot.Add.Markers(bins.Select(b => b.Forecast).ToArray(), bins.Select(b => b.Outcome).ToArray());
        means.LegendText = contender.Name;
        var (least, most) = bins.Count == 0 ? (0, 0) : (bins[0].Forecast, bins[^1].Forecast);
        var ideal = plot.Add.Line(least, least, most, most);
        ideal.LegendText = "calibrated";
        ideal.LinePattern = LinePattern.Dashed;
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    private static Plot Titled(BacktestReport? report, string title, string x, string y)
    {
        var plot = new Plot();
        plot.Title(report is null ? title : $"{title} ({report.PriceSource})", size: 16);
        plot.XLabel(x);
        plot.YLabel(y);
        return plot;
    }

    private static void IsoDates(Plot plot)
    {
        plot.Axes.DateTimeTicksBottom();
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.DateTimeAutomatic
        {
            LabelFormatter = moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private static double[] Dates(ContenderReport contender) => [.. contender.Moments.Select(m => m.UtcDateTime.ToOADate())];

    private static string Save(Plot plot, string folder, string name)
    {
        var path = Path.Combine(folder, name);
        plot.SavePng(path, Width, Height);
        return path;
    }
}
