using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The picture's title and legend.</summary>
internal static class HeadPanel
{
    /// <summary>Its height (pixels).</summary>
    public const int Height = 112;

    private const int LongestName = 70;

    public static void Draw(Plot plot, Lifecycle lifecycle, IReadOnlyList<string> labels)
    {
        plot.Layout.Frameless();
        plot.HideGrid();
        Line(plot, $"Topic {lifecycle.Topic.Id}: {Shown(lifecycle.Topic.Metadata)} ({lifecycle.ChainId})", 20, 8, isBold: true);
        foreach (var (index, text) in LifecycleSummary.Lines(lifecycle).Index())
            Line(plot, text, 14, 36 + (21 * index), isBold: false);
        LifecycleLegend.Add(plot, lifecycle, labels);
    }

    private static void Line(Plot plot, string text, float size, float y, bool isBold)
    {
        var line = plot.Add.Annotation(text, Alignment.UpperLeft);
        (line.OffsetX, line.OffsetY) = (0, y);
        (line.LabelFontSize, line.LabelBold, line.LabelFontColor) = (size, isBold, PlotStyle.Ink);
        line.LabelFontName = PlotFont.Name;
        (line.LabelBackgroundColor, line.LabelBorderColor, line.LabelShadowColor) = (Colors.Transparent, Colors.Transparent, Colors.Transparent);
    }

    // A topic's texts are untrusted.
    private static string Shown(string text)
    {
        var line = new string([.. text.Where(static c => !char.IsControl(c))]);
        return line.Length <= LongestName ? line : line[..LongestName] + "...";
    }
}
