using Topic67.Forecasting;
using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Models;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Commands;

/// <summary>The forecasts of the user's own model for a backtest, each from the bars that were closed at its moment.</summary>
internal static class OwnForecasts
{
    private const int BetweenLines = 500;

    /// <summary>The forecasts by their moments, without those that the model did not make; null if the built-in model alone is graded.</summary>
    public static async Task<IReadOnlyDictionary<DateTimeOffset, double>?> MakeAsync(
        WorkerSettings settings, IReadOnlyList<HourlyBar> bars, BacktestOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (ModelFactory.Open(settings.Model) is not { } model)
            return null;
        if (model.Model is HttpForecastModel { KnowsTime: false })
            throw new ConfigurationException("backtest asks a model for moments of the past: MODEL_URL needs {Time} in it, which becomes such a moment.");
        using var own = new OwnForecaster(model, settings, TimeProvider.System);
        HourlyBar[] all = [.. bars];
        var (made, failures, closed) = (new Dictionary<DateTimeOffset, double>(), 0, 0);
        foreach (var at in Backtester.MomentsOf(bars, options))
        {
            while (closed < bars.Count && bars[closed].ClosedAt <= at)
                closed++;
            try
            {
                made[at] = await own.OnceAsync(new ForecastRequest(at, new ArraySegment<HourlyBar>(all, 0, closed)), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
            {
                if (failures++ == 0)
                    progress.Report($"the model {model.Name} failed for {at:yyyy-MM-ddTHH:mmZ}: {exception.Message}");
            }

            if ((made.Count + failures) % BetweenLines == 0)
                progress.Report(FormattableString.Invariant($"own model: {made.Count} forecasts, {failures} failures"));
        }

        progress.Report(FormattableString.Invariant($"own model: {made.Count} forecasts, {failures} failures"));
        return made;
    }
}
