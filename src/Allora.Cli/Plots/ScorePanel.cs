using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The wallet's scores: a pin at each window with a score, so that a score of zero is visible too.</summary>
internal static class ScorePanel
{
    private const float PinSize = 8;

    public static bool HasAny(Lifecycle lifecycle) => lifecycle.Windows.Any(static window => ValuePanel.Read(window.Score) is not null);

    public static void Draw(Plot plot, Lifecycle lifecycle, TimeAxis axis)
    {
        plot.YLabel("score");
        plot.Add.HorizontalLine(0, 1, PlotStyle.Network);
        foreach (var window in lifecycle.Windows)
        {
            if (ValuePanel.Read(window.Score) is not { } score)
                continue;
            var (from, to) = axis.SpanOf(window);
            var pin = plot.Add.Line((from + to) / 2, 0, (from + to) / 2, score);
            (pin.LineColor, pin.LineWidth, pin.MarkerSize) = (PlotStyle.Score, 3, 0);
            plot.Add.Marker((from + to) / 2, score, MarkerShape.FilledCircle, PinSize, PlotStyle.Score);
        }
    }
}
