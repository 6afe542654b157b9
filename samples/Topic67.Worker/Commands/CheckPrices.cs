using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Models;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>The lines of a check about prices: whether the source answers, and the forecast that these very bars give now.</summary>
internal sealed class CheckPrices(WorkerSettings settings, CheckLines lines)
{
    public async Task RunAsync(StateFolder folder, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        // A running worker writes its own cache.
        using var cache = new PriceCacheCopy(folder);
        var market = MarketSetup.Open(settings, cache.Folder, now);
        using var owned = market.Source as IDisposable;
        try
        {
            var batch = await market.Source.GetBarsAsync(market.HistoryFrom ?? now.AddHours(-Horizon.BarsForFullWindow - 24), now, cancellationToken).ConfigureAwait(false);
            lines.Ok("price source", $"{batch.Source} answers");
            foreach (var warning in batch.Warnings)
                lines.Warn("price source", warning);
            var at = market.IsLive || market.Clock is not null ? now : batch.Bars[^1].ClosedAt;
            if (ModelFactory.Open(settings.Model) is { } model)
                await AskAsync(model, batch.Bars, at, cancellationToken).ConfigureAwait(false);
            else
                Judge(batch, at);
        }
        catch (PriceSourceException exception)
        {
            lines.Fail("price source", $"{exception.Message} Check the network, TIINGO_API_KEY and PRICE_SOURCE.");
            // A model may have prices of its own.
            if (ModelFactory.Open(settings.Model) is { } model)
                await AskAsync(model, [], now, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync((IForecastModel Model, string Name) model, IReadOnlyList<HourlyBar> bars, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var own = new OwnForecaster(model, settings, TimeProvider.System);
        try
        {
            var request = new ForecastRequest(at, [.. bars.Where(bar => bar.ClosedAt <= at)]) { TopicId = settings.TopicId };
            lines.Ok("model", FormattableString.Invariant($"{model.Name} answered {await own.OnceAsync(request, cancellationToken).ConfigureAwait(false):R}"));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            lines.Fail("model", $"{model.Name} failed: {exception.Message}");
        }
    }

    // Old bars of a file are replayed at their own time.
    private void Judge(PriceBatch batch, DateTimeOffset at)
    {
        var forecaster = new Topic67Forecaster(settings.Forecaster);
        forecaster.Update(batch);
        var forecast = forecaster.Forecast(at);
        var bars = FormattableString.Invariant($"{batch.Bars.Count} bars, {batch.Gaps.Sum(static gap => gap.Hours)} hours absent, newest {batch.Bars[^1].Label:yyyy-MM-ddTHH:mmZ}");
        lines.Is(!forecast.IsFallback, "history", $"{bars}: {forecast.Why}{(forecast.IsFallback ? "; a window now would be answered by this fallback" : "")}");
        if (batch.Incomplete is { } why)
            lines.Warn("history", $"older bars are missing: {why}");
    }
}
