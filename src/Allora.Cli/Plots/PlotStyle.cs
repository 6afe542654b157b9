using ScottPlot;

namespace Allora.Cli.Plots;

/// <summary>The style of each outcome: shape and colour differ, so that neither is needed alone.</summary>
internal static class PlotStyle
{
    /// <summary>The left edge of the panels' data (pixels).</summary>
    public const int LeftMargin = 86;

    public static Color Ink { get; } = Color.FromHex("#24292F");

    public static Color Network { get; } = Color.FromHex("#6E7781");

    public static Color Grid { get; } = Color.FromHex("#E6E8EB");

    public static Color Score { get; } = Color.FromHex("#7C5CBF");

    /// <summary>Colours of labels, in their order.</summary>
    public static IReadOnlyList<Color> Labels { get; } =
        [.. new[] { "#2F7ED8", "#D9730D", "#2E9E5B", "#B4459B", "#8C6D1F", "#00808A" }.Select(Color.FromHex)];

    public static Color Of(WindowFate fate) => Color.FromHex(fate switch
    {
        WindowFate.Active => "#2E9E5B",
        WindowFate.Passive => "#E0A100",
        WindowFate.Included => "#2F7ED8",
        WindowFate.Failed => "#CF222E",
        WindowFate.Missed => "#CF222E",
        _ => "#8C959F",
    });

    public static MarkerShape ShapeOf(WindowFate fate) => fate switch
    {
        WindowFate.Active => MarkerShape.FilledCircle,
        WindowFate.Passive => MarkerShape.FilledSquare,
        WindowFate.Included => MarkerShape.FilledDiamond,
        WindowFate.Failed => MarkerShape.Eks,
        _ => MarkerShape.OpenCircle,
    };

    public static string NameOf(WindowFate fate) => fate switch
    {
        WindowFate.Active => "submitted, counts (active)",
        WindowFate.Passive => "submitted, not among the best (passive)",
        WindowFate.Included => "submitted, not judged yet",
        WindowFate.Failed => "failed in its block",
        WindowFate.Missed => "missed",
        _ => "open",
    };
}
