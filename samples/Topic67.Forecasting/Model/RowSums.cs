using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Topic67.Forecasting.Model;

/// <summary>
/// First and second moments of training rows (x24, x168, x720, y). A row is one vector, and row k of the moment matrix grows by
/// row[k] times the row, so a fit needs five additions for each hour of training.
/// </summary>
internal struct RowSums
{
    public int Count;
    public Vector256<double> Sum;
    public Vector256<double> By24;
    public Vector256<double> By168;
    public Vector256<double> By720;
    public Vector256<double> ByY;

    /// <summary>Adds the rows of consecutive hours; if a bar is absent, its row has a NaN element and is left out.</summary>
    /// <param name="logs">Logarithms from <see cref="Horizon.LongestLag"/> hours before the first row to the last row's outcome.</param>
    /// <param name="rows">The number of hours.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRows(ReadOnlySpan<double> logs, int rows)
    {
        var here = logs[Horizon.LongestLag..];
        var dayBefore = logs[(Horizon.LongestLag - 24)..];
        var weekBefore = logs[(Horizon.LongestLag - 168)..];
        var outcome = logs[(Horizon.LongestLag + Horizon.Hours)..];
        var (sum, by24, by168, by720, byY, count) = (Sum, By24, By168, By720, ByY, Count);
        for (var j = 0; j < rows; j++)
        {
            var now = here[j];
            var x24 = now - dayBefore[j];
            var x168 = now - weekBefore[j];
            var x720 = now - logs[j];
            var y = outcome[j] - now;
            if (double.IsNaN(x24 + x168 + x720 + y))
                continue;
            var row = Vector256.Create(x24, x168, x720, y);
            sum += row;
            by24 += row * x24;
            by168 += row * x168;
            by720 += row * x720;
            byY += row * y;
            count++;
        }

        (Sum, By24, By168, By720, ByY, Count) = (sum, by24, by168, by720, byY, count);
    }
}
