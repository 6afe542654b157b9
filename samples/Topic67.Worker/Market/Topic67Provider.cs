using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Models;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Market;

/// <summary>The sample's provider: the forecast of the model at the nonce's block time, and its source.</summary>
internal sealed class Topic67Provider(
    PriceFeed feed, Topic67Forecaster forecaster, WindowBook book, WorkerSettings settings, OwnForecaster? own, Func<long, TimeSpan> timeUntil, TimeProvider time) : IPredictionProvider
{
    // A forecast from the known bars is better than a window that closes while an exchange is slow.
    private static readonly TimeSpan PriceTimeout = TimeSpan.FromSeconds(20);

    // Without any bar there is no forecast: then prices may take as long as the window allows, less the time to send the answer.
    private static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

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
            : own is not null ? await OwnAsync(own, context, cancellationToken).ConfigureAwait(false)
            : (await MakeAsync(at, context.WindowEnd, cancellationToken).ConfigureAwait(false), null);
        how ??= forecast.Why;
        book.Predicted(context.Nonce, forecast, how);
        return forecast.HasValue ? Prediction.Value(forecast.Value).WithNote(how) : Prediction.Skip(how);
    }

    // The bars are for models that want them: such a model may also have prices of its own.
    private async Task<(ForecastResult, string?)> OwnAsync(OwnForecaster model, PredictionContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(PriceTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (await TryAsync(context.BlockTime, either.Token).ConfigureAwait(false) is { } failure)
                book.Warn($"no new prices: {failure}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Warn("no new prices: the sources did not answer in time");
        }

        var request = new ForecastRequest(context.BlockTime, forecaster.ClosedBars(context.BlockTime)) { TopicId = context.TopicId, Nonce = context.Nonce };
        var (result, how) = await model.ForecastAsync(request, book.Warn, cancellationToken).ConfigureAwait(false);
        lock (_lock)
            _made = result.IsFallback ? null : result;
        return (result, how);
    }

    private ForecastResult? Reused(DateTimeOffset at)
    {
        lock (_lock)
            return settings.Reuse > TimeSpan.Zero && _made is { } made && at >= made.At && at - made.At <= settings.Reuse ? made : null;
    }

    private async Task<ForecastResult> MakeAsync(DateTimeOffset at, long windowEnd, CancellationToken cancellationToken)
    {
        var limit = PriceTimeout;
        if (feed.IsCold && timeUntil(windowEnd) - TimeToSend is var left && left > limit)
            limit = left;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var failed = FormattableString.Invariant($"the sources did not answer in {limit.TotalSeconds:0} s");
        try
        {
            while (await TryAsync(at, either.Token).ConfigureAwait(false) is { } failure)
            {
                failed = failure;
                if (!feed.IsCold || limit == PriceTimeout)
                {
                    book.Warn($"no new prices: {failed}");
                    break;
                }

                await Task.Delay(Again, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.Warn($"no new prices: {failed}");
        }

        var forecast = forecaster.Forecast(at);
        lock (_lock)
            _made = forecast.IsFallback ? null : forecast;
        return forecast;
    }

    // Without fresh bars the forecaster has an answer too, and its result shows this.
    private async Task<string?> TryAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            await feed.CatchUpAsync(at, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PriceSourceException exception)
        {
            return exception.Message;
        }
    }
}
