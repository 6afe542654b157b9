using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The wallet's scores: a bar in the place of each window that has one.</summary>
internal static class ScorePanel
{
    private const double ShareOfEpoch = 0.45;

    public static bool HasAny(Lifecycle lifecycle) => lifecycle.Windows.Any(static window => ValuePanel.Read(window.Score) is not null);

    public static void Draw(Plot plot, Lifecycle lifecycle, TimeAxis axis)
    {
        plot.YLabel("score");
        var width = lifecycle.Windows.Count < 2 ? axis.Narrowest * 2
            : Math.Max(axis.Narrowest, lifecycle.Windows.Zip(lifecycle.Windows.Skip(1), static (one, next) => TimeAxis.At(next.Opened) - TimeAxis.At(one.Opened)).Min() * ShareOfEpoch);
        var bars = lifecycle.Windows
            .Select(static window => (window, Score: ValuePanel.Read(window.Score)))
            .Where(static pair => pair.Score is not null)
            .Select(pair => new Bar
            {
                Position = axis.SpanOf(pair.window) is var (from, to) ? (from + to) / 2 : 0,
                Value = pair.Score!.Value,
                Size = width,
                FillColor = PlotStyle.Score.WithAlpha(0.75),
                LineWidth = 0,
            }).ToList();
        plot.Add.Bars(bars);
        plot.Add.HorizontalLine(0, 1, PlotStyle.Network);
    }
}
