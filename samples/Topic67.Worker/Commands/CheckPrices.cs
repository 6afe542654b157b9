using Allora.Sdk;
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
            var at = market.IsLive || market.Clock is not null ? now : await ChainTimeAsync(cancellationToken).ConfigureAwait(false) ?? batch.Bars[^1].ClosedAt;
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

    // A worker looks up the bars of a file at the chain's time. An embedded chain begins where the file ends.
    private async Task<DateTimeOffset?> ChainTimeAsync(CancellationToken cancellationToken)
    {
        if (settings.Network is not { } network)
            return null;
        var client = new AlloraClient(network);
        await using (client.ConfigureAwait(false))
        {
            try
            {
                return (await client.GetBlockHeaderAsync(null, cancellationToken).ConfigureAwait(false)).Time;
            }
            catch (AlloraException)
            {
                // The chain's own line names the failure.
                return null;
            }
        }
    }

    private void Judge(PriceBatch batch, DateTimeOffset at)
    {
        var forecaster = new Topic67Forecaster(settings.Forecaster);
        forecaster.Update(batch);
        var forecast = forecaster.Forecast(at);
        // A file is read from the beginning of time until today: only what lacks between its bars is absent.
        var absent = batch.Gaps.Where(gap => settings.PriceFile is null || (gap.From > batch.Bars[0].Label && gap.To < batch.Bars[^1].Label)).Sum(static gap => gap.Hours);
        var bars = FormattableString.Invariant($"{batch.Bars.Count} bars, {absent} hours absent, newest {batch.Bars[^1].Label:yyyy-MM-ddTHH:mmZ}");
        lines.Is(!forecast.IsFallback, "history", $"{bars}: {forecast.Why}{(forecast.IsFallback ? "; a window now would be answered by this fallback" : "")}");
        if (batch.Incomplete is { } why)
            lines.Warn("history", $"older bars are missing: {why}");
    }
}
