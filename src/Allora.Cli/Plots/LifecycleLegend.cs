using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The legend: only the signs that are in the picture.</summary>
internal static class LifecycleLegend
{
    public static void Add(Plot plot, Lifecycle lifecycle, IReadOnlyList<string> labels)
    {
        List<LegendItem> items = [];
        if (lifecycle.Windows.Any(static window => window.Network.Count > 0))
        {
            items.AddRange(lifecycle.Topic.IsMulti
                ? labels.Select(static (label, index) => Line($"network: {label}", PlotStyle.Labels[index]))
                : [Line("network's inference", PlotStyle.Network)]);
        }

        // Without a wallet all windows are equal.
        if (lifecycle.Worker is not null)
            items.AddRange(Enum.GetValues<WindowFate>().Reverse().Where(fate => lifecycle.Count(fate) > 0).Select(Fate));
        plot.Legend.ManualItems.AddRange(items);
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.Legend.FontSize = 13;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.Transparent;
        plot.Legend.TightHorizontalWrapping = true;
        plot.Legend.FontName = PlotFont.Name;
        plot.Legend.Margin = new PixelPadding(0);
        plot.ShowLegend(Alignment.LowerLeft);
    }

    private static LegendItem Line(string text, Color color) => new() { LabelText = text, LineColor = color, LineWidth = 2, MarkerStyle = new MarkerStyle(MarkerShape.FilledCircle, 5, color) };

    private static LegendItem Fate(WindowFate fate) => fate is WindowFate.Missed or WindowFate.Open
        ? new() { LabelText = PlotStyle.NameOf(fate), FillColor = fate == WindowFate.Open ? Colors.White : PlotStyle.Of(fate).WithAlpha(0.30), OutlineColor = PlotStyle.Of(fate), OutlineWidth = 1 }
        : new() { LabelText = PlotStyle.NameOf(fate), MarkerStyle = new MarkerStyle(PlotStyle.ShapeOf(fate), 10, PlotStyle.Of(fate)) { LineWidth = 2.5f } };
}
