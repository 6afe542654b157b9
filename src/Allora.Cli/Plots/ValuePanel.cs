using System.Globalization;
using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The wallet's values next to the network's for each window.</summary>
internal static class ValuePanel
{
    private const float MarkerSize = 10;

    public static void Draw(Plot plot, Lifecycle lifecycle, IReadOnlyList<string> labels)
    {
        plot.YLabel(lifecycle.Topic.IsMulti ? "value by label" : "value");
        foreach (var (index, label) in labels.Index())
            Network(plot, lifecycle, label, lifecycle.Topic.IsMulti ? PlotStyle.Labels[index] : PlotStyle.Network);
        foreach (var window in lifecycle.Windows)
        {
            if (window.Submission is not { } submission)
                continue;
            foreach (var (index, label) in labels.Index())
            {
                if (submission.Values.TryGetValue(label, out var text) && Read(text) is { } value)
                    Own(plot, window, submission, label, value, lifecycle.Topic.IsMulti ? PlotStyle.Labels[index] : PlotStyle.Of(window.Status));
            }
        }
    }

    /// <summary>A decimal of the chain as a coordinate; null for none.</summary>
    public static double? Read(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static void Network(Plot plot, Lifecycle lifecycle, string label, Color color)
    {
        var points = lifecycle.Windows.Select(window => (Time: TimeAxis.At(window.Closes), Value: Read(window.Network.GetValueOrDefault(label)))).ToList();
        // If a window had no inference, the line ends: there is nothing to connect.
        while (points.Count > 0)
        {
            var run = points.TakeWhile(static point => point.Value is not null).ToList();
            points.RemoveRange(0, Math.Max(1, run.Count));
            if (run.Count == 0)
                continue;
            var line = plot.Add.Scatter(run.Select(static point => point.Time).ToArray(), run.Select(static point => point.Value!.Value).ToArray());
            (line.Color, line.LineWidth, line.MarkerSize, line.MarkerShape) = (color, 2, 5, MarkerShape.FilledCircle);
        }
    }

    private static void Own(Plot plot, LifecycleWindow window, WindowSubmission submission, string label, double value, Color color)
    {
        var time = TimeAxis.At(submission.Time);
        if (Read(window.Network.GetValueOrDefault(label)) is { } network)
        {
            // The distance of the wallet's value from the network's.
            var distance = plot.Add.Line(time, value, TimeAxis.At(window.Closes), network);
            (distance.LineColor, distance.LineWidth, distance.MarkerSize) = (color.WithAlpha(0.45), 1, 0);
        }

        var marker = plot.Add.Marker(time, value, PlotStyle.ShapeOf(window.Status), MarkerSize, color);
        marker.MarkerLineWidth = 2.5f;
    }
}
