using Allora.Sdk.Losses;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Backtest;

/// <summary>Computes a contender's grades from its forecasts and outcomes.</summary>
internal sealed class Grader(BacktestOptions options, Loss named)
{
    private static readonly Loss SquaredError = LossCatalog.Find("sqe");

    public ContenderReport Report(string name, Scored[] all)
    {
        var weeks = Enumerable.Range(0, Horizon.Hours).Select(phase => EveryWeek(all, phase)).Where(w => w.Length > 0).ToList();
        var skills = weeks.Select(w => Plain(w).Skill).Order().ToArray();
        var first = weeks.Count > 0 ? weeks[0] : [];
        return new ContenderReport
        {
            Name = name,
            Moments = [.. all.Select(f => f.At)],
            Forecasts = [.. all.Select(f => f.Forecast)],
            Outcomes = [.. all.Select(f => f.Outcome)],
            Squared = WithInterval(all, SquaredError, 1),
            Named = WithInterval(all, named, 1),
            Years = [.. all.GroupBy(f => f.At.UtcDateTime.Year).OrderBy(g => g.Key).Select(g => new YearGrade(g.Key, Plain([.. g])))],
            Weekly = skills.Length == 0
                ? new WeekGrade(Plain([]), double.NaN, double.NaN, double.NaN)
                : new WeekGrade(WeekByWeek(first), skills[0], BlockBootstrap.Quantile(skills, 0.5), skills[^1]),
            Calibration = CalibrationOf.Forecasts(all, options),
            SignsRight = Signs(all),
        };
    }

    private Grade WeekByWeek(Scored[] weeks) => WithInterval(weeks, SquaredError, Horizon.Hours);

    private static Scored[] EveryWeek(Scored[] all, int phase)
    {
        if (all.Length == 0)
            return [];
        var start = Hours.Containing(all[0].At) + phase;
        return [.. all.Where(f => (Hours.Containing(f.At) - start) % Horizon.Hours == 0)];
    }

    private static Grade Plain(Scored[] forecasts) => new(
        forecasts.Length,
        forecasts.Length == 0 ? double.NaN : forecasts.Average(f => SquaredError.Of(f.Outcome, f.Forecast)),
        forecasts.Length == 0 ? double.NaN : forecasts.Average(f => SquaredError.Of(f.Outcome, 0)),
        double.NaN,
        double.NaN);

    private Grade WithInterval(Scored[] forecasts, Loss loss, int hoursPerStep)
    {
        if (forecasts.Length == 0)
            return new Grade(0, double.NaN, double.NaN, double.NaN, double.NaN);
        var start = Hours.Containing(forecasts[0].At);
        var steps = ((Hours.Containing(forecasts[^1].At) - start) / hoursPerStep) + 1;
        var (losses, zeroLosses) = (new double[steps], new double[steps]);
        Array.Fill(losses, double.NaN);
        foreach (var (at, forecast, outcome) in forecasts)
        {
            var step = (Hours.Containing(at) - start) / hoursPerStep;
            losses[step] = loss.Of(outcome, forecast);
            zeroLosses[step] = loss.Of(outcome, 0);
        }

        var block = Math.Max(1, options.BlockDays * Hours.PerDay / hoursPerStep);
        var (low, high) = BlockBootstrap.Interval(losses, zeroLosses, block, options.Resamples, options.Seed);
        return new Grade(
            forecasts.Length, losses.Where(double.IsFinite).Sum() / forecasts.Length, zeroLosses.Sum() / forecasts.Length, low, high);
    }

    private static double Signs(Scored[] all)
    {
        var called = all.Where(f => f.Forecast != 0).ToList();
        return called.Count == 0 ? double.NaN : called.Count(f => f.Forecast > 0 == f.Outcome > 0) / (double)called.Count;
    }
}
