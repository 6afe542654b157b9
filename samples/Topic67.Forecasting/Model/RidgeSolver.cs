using MathNet.Numerics.LinearAlgebra;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>Computes a fit from moments: w = (Z'Z/n + ridge I)^-1 Z'(y - mean y)/n over standardised features.</summary>
internal static class RidgeSolver
{
    /// <summary>The fit, or null if the rows do not determine one (fewer than two, or a price that never moved).</summary>
    public static RidgeFit? Solve(in RowSums sums, ModelVariant variant, int fitHour)
    {
        if (sums.Count < 2)
            return null;
        var mean = sums.Sum / sums.Count;
        var byDay = (sums.By24 / sums.Count) - (mean * mean[0]);
        var byWeek = (sums.By168 / sums.Count) - (mean * mean[1]);
        var byMonth = (sums.By720 / sums.Count) - (mean * mean[2]);
        var (day, week, month) = (Math.Sqrt(byDay[0]), Math.Sqrt(byWeek[1]), Math.Sqrt(byMonth[2]));
        var target = Math.Sqrt((sums.ByY[3] / sums.Count) - (mean[3] * mean[3]));
        if (!(day > Smallest && week > Smallest && month > Smallest && target > Smallest))
            return null;

        var (dayWeek, dayMonth, weekMonth) = (byDay[1] / (day * week), byDay[2] / (day * month), byWeek[2] / (week * month));
        var own = 1 + variant.Ridge;
        var weights = Matrix<double>.Build.Dense(3, 3, [own, dayWeek, dayMonth, dayWeek, own, weekMonth, dayMonth, weekMonth, own])
            .Cholesky()
            .Solve(Vector<double>.Build.Dense([byDay[3] / day, byWeek[3] / week, byMonth[3] / month]));
        return new RidgeFit
        {
            Bar = Hours.Label(fitHour),
            Rows = sums.Count,
            TargetMean = mean[3],
            TargetDeviation = target,
            Intercept = variant.Shrink(mean[3], sums.Count),
            Means = new HarFeatures(mean[0], mean[1], mean[2]),
            Deviations = new HarFeatures(day, week, month),
            Weights = new HarFeatures(weights[0], weights[1], weights[2]),
        };
    }

    // Below this, a deviation is rounding noise of the sums, not a price movement.
    private const double Smallest = 1e-7;
}
