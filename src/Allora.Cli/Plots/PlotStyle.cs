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

    public static Color Of(WindowStatus status) => Color.FromHex(status switch
    {
        WindowStatus.Active => "#2E9E5B",
        WindowStatus.Passive => "#E0A100",
        WindowStatus.Included => "#2F7ED8",
        WindowStatus.Failed => "#CF222E",
        WindowStatus.Missed => "#CF222E",
        _ => "#8C959F",
    });

    public static MarkerShape ShapeOf(WindowStatus status) => status switch
    {
        WindowStatus.Active => MarkerShape.FilledCircle,
        WindowStatus.Passive => MarkerShape.FilledSquare,
        WindowStatus.Included => MarkerShape.FilledDiamond,
        WindowStatus.Failed => MarkerShape.Eks,
        _ => MarkerShape.OpenCircle,
    };

    public static string NameOf(WindowStatus status) => status switch
    {
        WindowStatus.Active => "submitted, counts (active)",
        WindowStatus.Passive => "submitted, not among the best (passive)",
        WindowStatus.Included => "submitted, not judged yet",
        WindowStatus.Failed => "failed in its block",
        WindowStatus.Missed => "missed",
        _ => "open",
    };
}
