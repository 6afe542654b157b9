using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>Each window as a box from its opening to its close, its height in blocks; the submission is at the height of its block.</summary>
internal static class WindowPanel
{
    private const float MarkerSize = 9;

    public static void Draw(Plot plot, Lifecycle lifecycle, TimeAxis axis)
    {
        plot.YLabel("blocks after opening");
        var tallest = lifecycle.Windows.Max(static window => window.End - window.Nonce);
        foreach (var window in lifecycle.Windows)
        {
            Box(plot, window, axis);
            if (window.Submission is not { } submission)
                continue;
            var marker = plot.Add.Marker(TimeAxis.At(submission.Time), submission.Height - window.Nonce, PlotStyle.ShapeOf(window.Status), MarkerSize, PlotStyle.Of(window.Status));
            marker.MarkerLineWidth = 2.5f;
        }

        plot.Axes.SetLimitsY(0, tallest * 1.08);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, TargetTickCount = 5 };
    }

    private static void Box(Plot plot, LifecycleWindow window, TimeAxis axis)
    {
        var (from, to) = axis.SpanOf(window);
        var box = plot.Add.Rectangle(from, to, 0, window.End - window.Nonce);
        var color = PlotStyle.Of(window.Status);
        (box.LineWidth, box.LineColor) = (1, color.WithAlpha(0.6));
        box.FillColor = window.Status switch
        {
            WindowStatus.Open => Colors.White,
            WindowStatus.Missed => color.WithAlpha(0.30),
            _ => color.WithAlpha(0.16),
        };
        if (window.Status == WindowStatus.Open)
            box.LinePattern = LinePattern.Dashed;
    }
}
