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
            items.AddRange(Enum.GetValues<WindowStatus>().Reverse().Where(status => lifecycle.Count(status) > 0).Select(Status));
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

    private static LegendItem Status(WindowStatus status) => status is WindowStatus.Missed or WindowStatus.Open
        ? new() { LabelText = PlotStyle.NameOf(status), FillColor = status == WindowStatus.Open ? Colors.White : PlotStyle.Of(status).WithAlpha(0.30), OutlineColor = PlotStyle.Of(status), OutlineWidth = 1 }
        : new() { LabelText = PlotStyle.NameOf(status), MarkerStyle = new MarkerStyle(PlotStyle.ShapeOf(status), 10, PlotStyle.Of(status)) { LineWidth = 2.5f } };
}
