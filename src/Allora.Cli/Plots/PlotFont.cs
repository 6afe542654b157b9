using SkiaSharp;

namespace Allora.Cli.Plots;

/// <summary>A plain font of this machine. If none of these is installed, the system's default, which may have serifs.</summary>
internal static class PlotFont
{
    private static readonly string[] Wanted = ["Inter", "Segoe UI", "Helvetica Neue", "Roboto", "Open Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial"];

    public static string Name { get; } =
        Wanted.Intersect(SKFontManager.Default.FontFamilies, StringComparer.OrdinalIgnoreCase).FirstOrDefault() ?? ScottPlot.Fonts.Default;
}
