using Topic67.Forecasting.Numerics;

namespace Topic67.Forecasting.Backtest;

/// <summary>
/// The 95 % interval of a skill. Outcomes overlap for a week and market phases last longer, so whole blocks of hours are drawn, with the end
/// joined to the beginning; drawing single hours would make noise look like skill.
/// </summary>
internal static class BlockBootstrap
{
    /// <summary>The interval; NaN if there are fewer than two blocks of forecasts.</summary>
    /// <param name="losses">A loss for each step of time; NaN if there is none.</param>
    /// <param name="zeroLosses">The loss of zero at the same steps.</param>
    /// <param name="block">Steps in a block.</param>
    /// <param name="resamples">The number of resamples.</param>
    /// <param name="seed">The seed.</param>
    public static (double Low, double High) Interval(double[] losses, double[] zeroLosses, int block, int resamples, int seed)
    {
        if (losses.Length < 2 * block || resamples < 2)
            return (double.NaN, double.NaN);
        var (model, zero) = (Cumulative(losses, losses, block), Cumulative(zeroLosses, losses, block));
        var random = new SeededRandom(seed);
        var skills = new double[resamples];
        var blocks = (losses.Length + block - 1) / block;
        for (var i = 0; i < resamples; i++)
        {
            var (loss, zeroLoss) = (0.0, 0.0);
            for (var b = 0; b < blocks; b++)
            {
                var start = random.Next(losses.Length);
                loss += model[start + block] - model[start];
                zeroLoss += zero[start + block] - zero[start];
            }

            skills[i] = Grade.Against(loss, zeroLoss);
        }

        Array.Sort(skills);
        return (Quantile(skills, 0.025), Quantile(skills, 0.975));
    }

    /// <summary>A quantile of sorted values, with linear interpolation.</summary>
    public static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static double[] Cumulative(double[] values, double[] present, int block)
    {
        var sums = new double[values.Length + block + 1];
        for (var i = 0; i < values.Length + block; i++)
        {
            var at = i % values.Length;
            sums[i + 1] = sums[i] + (double.IsNaN(present[at]) ? 0 : values[at]);
        }

        return sums;
    }
}
