using Allora.Cli.Running;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace Allora.Cli.Plots;

/// <summary>A lifecycle as a picture: values, windows, and scores if there are any, above each other on one time axis.</summary>
internal static class LifecyclePicture
{
    private const int MostLabels = 6;
    private const int TicksHeight = 50;

    /// <summary>Returns the picture as PNG.</summary>
    /// <exception cref="PlatformNotSupportedException">The tool cannot draw on this machine.</exception>
    public static byte[] Draw(Lifecycle lifecycle, int width, int height)
    {
        try
        {
            return DrawPanels(lifecycle, width, height);
        }
        catch (Exception missing) when ((missing as TypeInitializationException)?.InnerException is DllNotFoundException || missing is DllNotFoundException)
        {
            throw new PlatformNotSupportedException("this tool cannot draw on this machine: it can on Windows, macOS and Linux (x64, arm64); use --output json for the data", missing);
        }
    }

    private static byte[] DrawPanels(Lifecycle lifecycle, int width, int height)
    {
        var axis = new TimeAxis(lifecycle, width - PlotStyle.LeftMargin);
        var labels = LabelsOf(lifecycle);
        List<(Plot Plot, int Share)> panels = [(Panel(plot => ValuePanel.Draw(plot, lifecycle, labels)), 9), (Panel(plot => WindowPanel.Draw(plot, lifecycle, axis)), 6)];
        if (ScorePanel.HasAny(lifecycle))
            panels.Add((Panel(plot => ScorePanel.Draw(plot, lifecycle, axis)), 4));
        panels[^1].Plot.XLabel("window opened: time (UTC) and height");
        foreach (var (plot, _) in panels)
            axis.Apply(plot, hasLabels: plot == panels[^1].Plot);

        var picture = new Multiplot();
        var grid = new CustomGrid();
        var row = Add(picture, grid, Panel(plot => HeadPanel.Draw(plot, lifecycle, labels)), 0, HeadPanel.Height, height);
        var shared = height - HeadPanel.Height - TicksHeight;
        foreach (var (plot, share) in panels)
            row = Add(picture, grid, plot, row, (shared * share / panels.Sum(static panel => panel.Share)) + (plot == panels[^1].Plot ? TicksHeight : 0), height);
        picture.Layout = grid;
        using var image = picture.Render(width, height);
        return image.GetImageBytes(ImageFormat.Png);
    }

    // A row of the grid is a pixel.
    private static int Add(Multiplot picture, CustomGrid grid, Plot plot, int row, int rows, int height)
    {
        picture.AddPlot(plot);
        grid.Set(plot, new GridCell(row, 0, height, 1, rows, 1));
        return row + rows;
    }

    private static Plot Panel(Action<Plot> draw)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Color(PlotStyle.Ink);
        plot.Grid.MajorLineColor = PlotStyle.Grid;
        (plot.Axes.Left.MinimumSize, plot.Axes.Left.MaximumSize) = (PlotStyle.LeftMargin, PlotStyle.LeftMargin);
        plot.Axes.Right.MinimumSize = 18;
        plot.Font.Set(PlotFont.Name);
        draw(plot);
        foreach (var axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
            axis.MinorTickStyle.Length = 0;
        return plot;
    }

    private static IReadOnlyList<string> LabelsOf(Lifecycle lifecycle) => !lifecycle.Topic.IsMulti
        ? [LabelValues.Single]
        : [.. lifecycle.Windows.SelectMany(static window => window.Network.Keys.Concat(window.Submission?.Values.Keys ?? [])).Distinct().Order(StringComparer.Ordinal).Take(MostLabels)];
}
