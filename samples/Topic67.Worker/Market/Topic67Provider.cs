using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Market;

/// <summary>The sample's provider: the forecast of the model at the nonce's block time, and its source.</summary>
internal sealed class Topic67Provider(PriceFeed feed, Topic67Forecaster forecaster, WindowBook book, WorkerSettings settings, TimeProvider time) : IPredictionProvider
{
    // A forecast from the known bars is better than a window that closes while an exchange is slow.
    private static readonly TimeSpan PatienceForPrices = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private ForecastResult? _made;

    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var at = context.BlockTime;
        book.Opened(context.Nonce, at);
        if (settings.Period.IsBefore(at) || settings.Period.IsOver(at))
            return Prediction.Skip($"outside the {settings.Period}");
        var (forecast, how) = Reused(at) is { } old
            ? (old, FormattableString.Invariant($"given again, made {old.At:yyyy-MM-ddTHH:mmZ}: {old.Why}"))
            : (await MakeAsync(at, cancellationToken).ConfigureAwait(false), null);
        how ??= forecast.Why;
        book.Predicted(context.Nonce, forecast, how);
        return forecast.HasValue ? Prediction.Value(forecast.Value).WithNote(how) : Prediction.Skip(how);
    }

    private ForecastResult? Reused(DateTimeOffset at)
    {
        lock (_lock)
            return settings.Reuse > TimeSpan.Zero && _made is { } made && at >= made.At && at - made.At <= settings.Reuse ? made : null;
    }

    private async Task<ForecastResult> MakeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceForPrices, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await feed.CatchUpAsync(at, either.Token).ConfigureAwait(false);
        }
        catch (PriceSourceException exception)
        {
            // The forecaster has an answer without fresh bars, and reports this in the result.
            book.Warn($"no new prices: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Warn("no new prices: the sources did not answer in 20 s");
        }

        var forecast = forecaster.Forecast(at);
        lock (_lock)
            _made = forecast.IsFallback ? null : forecast;
        return forecast;
    }
}
