using System.Globalization;
using System.Net;
using System.Text;

namespace WebApi.Pages;

/// <summary>A line with its points as inline SVG, by nonce.</summary>
internal static class LinePlot
{
    private const double Width = 560;
    private const double Height = 200;
    private const double Left = 64;
    private const double Bottom = 24;

    public static string Render(string title, string unit, IReadOnlyList<(double X, double Y)> points)
    {
        var svg = new StringBuilder($"<figure><figcaption>{WebUtility.HtmlEncode(title)}{(unit.Length > 0 ? $" ({unit})" : "")}</figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">");
        if (points.Count == 0)
            return svg.Append("<text x=\"280\" y=\"100\" text-anchor=\"middle\" fill=\"#667\">no window yet</text></svg></figure>").ToString();
        var (fromX, toX) = Range(points.Min(p => p.X), points.Max(p => p.X));
        var (fromY, toY) = Range(points.Min(p => p.Y), points.Max(p => p.Y));
        double X(double x) => Left + (x - fromX) / (toX - fromX) * (Width - Left - 10);
        double Y(double y) => Height - Bottom - (y - fromY) / (toY - fromY) * (Height - Bottom - 10);
        foreach (var y in (double[])[fromY, (fromY + toY) / 2, toY])
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - 10}\" y1=\"{Y(y):F1}\" y2=\"{Y(y):F1}\" stroke=\"#e3e6ec\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:F1}\" text-anchor=\"end\" font-size=\"11\" fill=\"#667\">{y:G4}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{Height - 6}\" font-size=\"11\" fill=\"#667\">nonce {points[0].X}</text><text x=\"{Width - 10}\" y=\"{Height - 6}\" text-anchor=\"end\" font-size=\"11\" fill=\"#667\">{points[^1].X}</text>");
        svg.Append("<polyline fill=\"none\" stroke=\"#2563c9\" stroke-width=\"1.5\" points=\"");
        svg.AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):F1},{Y(p.Y):F1}"))).Append("\"/>");
        foreach (var (x, y) in points)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"2.5\" fill=\"#2563c9\"><title>nonce {x}: {y:G6}</title></circle>");
        return svg.Append("</svg></figure>").ToString();
    }

    // A single value is drawn in the middle.
    private static (double From, double To) Range(double from, double to) => to > from ? (from, to) : (from - Math.Max(1e-9, Math.Abs(from) / 2), to + Math.Max(1e-9, Math.Abs(to) / 2));
}
