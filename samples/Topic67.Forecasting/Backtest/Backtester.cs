using Allora.Sdk.Losses;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Backtest;

/// <summary>
/// Forecasts hour by hour as a live worker would have, with the worker's own forecaster: fits at each day's 00:00 bar, training outcomes
/// all realised by then (a purge of 168 hours), no bar before its close.
/// </summary>
public static class Backtester
{
    private const int HoursBetweenTellings = 2000;

    /// <summary>Runs every variant over the bars and grades it.</summary>
    /// <param name="bars">The bars, in order.</param>
    /// <param name="priceSource">Their source, for the report.</param>
    /// <param name="options">The range and the grading.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the backtest.</param>
    /// <exception cref="ArgumentException">The loss is unknown, or an option is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A return is outside the loss's domain.</exception>
    /// <exception cref="PriceSourceException">The bars do not reach the first forecast.</exception>
    /// <exception cref="OperationCanceledException">The backtest was cancelled.</exception>
    public static BacktestReport Run(
        IReadOnlyList<HourlyBar> bars, string priceSource, BacktestOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellationToken = default) =>
        Run(bars, priceSource, null, options, progress, cancellationToken);

    /// <summary>The moments at which forecasts are made: every hour.</summary>
    /// <exception cref="PriceSourceException">The bars do not reach the first forecast.</exception>
    public static IReadOnlyList<DateTimeOffset> MomentsOf(IReadOnlyList<HourlyBar> bars, BacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        var prices = new PriceSeries();
        foreach (var bar in bars)
            prices.Add(bar);
        return Moments(prices, options);
    }

    /// <summary>The same with the forecasts of a model of the user's own, by their moments; it is graded first.</summary>
    /// <exception cref="ArgumentException">The loss is unknown, or an option is invalid.</exception>
    public static BacktestReport Run(
        IReadOnlyList<HourlyBar> bars, string priceSource, IReadOnlyDictionary<DateTimeOffset, double>? own, BacktestOptions? options = null, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bars);
        options ??= new BacktestOptions();
        if (options.BlockDays < 1 || options.Resamples < 0)
            throw new ArgumentException("A bootstrap needs blocks of at least a day, and a number of resamples.", nameof(options));
        var loss = LossCatalog.Find(options.Loss);
        var prices = new PriceSeries();
        foreach (var bar in bars)
            prices.Add(bar);
        var moments = Moments(prices, options);
        ModelVariant[] variants = [ModelVariant.A, ModelVariant.C, ModelVariant.D];
        BacktestRun[] runs = [.. variants.Select(v => Forecast(bars, priceSource, prices, v, moments, progress, cancellationToken))];
        var contenders = Grade(runs, new Grader(options, loss), own, progress, cancellationToken);
        return new BacktestReport
        {
            Options = options,
            PriceSource = priceSource,
            Bars = (prices.First!.Value, prices.Last!.Value),
            BarCount = prices.Count,
            AbsentHours = prices.FindGaps().Sum(g => g.Hours),
            Weeks = contenders[0].Squared.Count / (double)Horizon.Hours,
            Contenders = contenders,
            Runs = runs,
        };
    }

    private static List<DateTimeOffset> Moments(PriceSeries prices, BacktestOptions options)
    {
        if (prices.Last is not { } last || options.From > last.AddHours(1))
            throw new PriceSourceException(PriceFault.NoData, $"The bars end before the first forecast, {options.From:u}.");
        var end = last.AddHours(1);
        var moments = new List<DateTimeOffset>();
        for (var at = options.From; at <= end && (options.Until is not { } until || at < until); at = at.AddHours(1))
            moments.Add(at);
        return moments;
    }

    private static BacktestRun Forecast(
        IReadOnlyList<HourlyBar> bars, string priceSource, PriceSeries prices, ModelVariant variant, List<DateTimeOffset> moments,
        IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var forecaster = new Topic67Forecaster(new ForecasterOptions { Variant = variant, Gate = GateMode.Apply });
        forecaster.Update(bars, priceSource);
        var forecasts = new List<BacktestForecast>(moments.Count);
        foreach (var at in moments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            forecasts.Add(new BacktestForecast(forecaster.Forecast(at), Outcome(prices, at)));
            if (forecasts.Count % HoursBetweenTellings == 0 || forecasts.Count == moments.Count)
                progress?.Report(FormattableString.Invariant($"variant {variant.Name}: {forecasts.Count} of {moments.Count} forecasts"));
        }

        return new BacktestRun(variant.Name, forecasts);
    }

    // As the topic grades: the price at a moment is the close that was known then.
    private static double Outcome(PriceSeries prices, DateTimeOffset at)
    {
        var origin = Hours.NewestClosed(at);
        return prices.LogAt(origin + Horizon.Hours) - prices.LogAt(origin);
    }

    private static List<ContenderReport> Grade(BacktestRun[] runs, Grader grader, IReadOnlyDictionary<DateTimeOffset, double>? own, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var a = runs[0].Forecasts;
        return
        [
            .. own is null ? Array.Empty<ContenderReport>() : [Own(a, own)],
            Of("A", a, f => f.Ungated),
            Of("A, gated", a, f => f.Result.Value),
            Of("C", runs[1].Forecasts, f => f.Ungated),
            Of("D", runs[2].Forecasts, f => f.Ungated),
            Of("drift", a, f => double.IsNaN(f.Result.Drift) ? f.Result.Value : f.Result.Drift),
            Of("zero", a, _ => 0),
        ];

        ContenderReport Of(string name, IReadOnlyList<BacktestForecast> forecasts, Func<BacktestForecast, double> value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var realised = forecasts.Where(f => f.IsRealised).ToList();
            var graded = grader.Report(name, [.. realised.Select(f => new Scored(f.Result.At, value(f), f.Outcome))]);
            progress?.Report($"graded {name}");
            return graded with { Fallbacks = name == "zero" ? 0 : realised.Count(f => f.Result.IsFallback) };
        }

        // A forecast that the own model did not make counts as zero, as the worker would have sent.
        ContenderReport Own(IReadOnlyList<BacktestForecast> moments, IReadOnlyDictionary<DateTimeOffset, double> made)
        {
            var realised = moments.Where(f => f.IsRealised).ToList();
            var graded = grader.Report("own", [.. realised.Select(f => new Scored(f.Result.At, made.GetValueOrDefault(f.Result.At), f.Outcome))]);
            progress?.Report("graded own");
            return graded with { Fallbacks = realised.Count(f => !made.ContainsKey(f.Result.At)) };
        }
    }
}
