using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Allora.Cli.Plots;

/// <summary>The axis of all panels: UTC, with a tick with the height at windows' openings.</summary>
internal sealed class TimeAxis
{
    private const double PixelsOfLabel = 118;
    private const double PixelsOfWindow = 5;
    private const double Margin = 0.02;

    private readonly Lifecycle _lifecycle;

    public TimeAxis(Lifecycle lifecycle, int width)
    {
        _lifecycle = lifecycle;
        var (first, last) = (At(lifecycle.Windows[0].Opened), At(lifecycle.Windows.Max(static window => window.Closes)));
        var span = Math.Max(last - first, TimeSpan.FromSeconds(1).TotalDays);
        (Left, Right) = (first - (span * Margin), last + (span * Margin));
        Narrowest = (Right - Left) * PixelsOfWindow / width;
        Labels = Math.Max(2, (int)(width / PixelsOfLabel));
    }

    public double Left { get; }

    public double Right { get; }

    /// <summary>The minimum width of a window: one of ten blocks in an epoch of a thousand must still be visible.</summary>
    public double Narrowest { get; }

    private int Labels { get; }

    public static double At(DateTimeOffset time) => time.UtcDateTime.ToOADate();

    /// <summary>The horizontal range of a window.</summary>
    public (double From, double To) SpanOf(LifecycleWindow window) =>
        (At(window.Opened), Math.Max(At(window.Closes), At(window.Opened) + Narrowest));

    /// <summary>Sets limits and ticks; only the lowest panel has labels.</summary>
    public void Apply(Plot plot, bool hasLabels)
    {
        var ticks = new NumericManual();
        var step = (int)Math.Ceiling((double)_lifecycle.Windows.Count / Labels);
        for (var index = 0; index < _lifecycle.Windows.Count; index += step)
            ticks.AddMajor(At(_lifecycle.Windows[index].Opened), hasLabels ? Label(_lifecycle.Windows[index]) : "");
        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.SetLimitsX(Left, Right);
    }

    private string Label(LifecycleWindow window)
    {
        var isLong = Right - Left > 1;
        return window.Opened.UtcDateTime.ToString(isLong ? "MM-dd HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture) + "\n" + window.Nonce.ToString(CultureInfo.InvariantCulture);
    }
}
