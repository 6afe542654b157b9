using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>Gives the forecaster the bars that are closed by a moment, never a later one.</summary>
internal sealed class PriceFeed(IPriceSource source, Topic67Forecaster forecaster, DateTimeOffset? historyFrom, MarketClock? clock) : IDisposable
{
    // What a full window of the model needs, and a day of slack.
    private static readonly TimeSpan FullHistory = TimeSpan.FromHours(Horizon.BarsForFullWindow + 24);

    private readonly SemaphoreSlim _fetching = new(1, 1);

    public async Task CatchUpAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            clock?.AdvanceTo(at);
            // A bar is closed an hour after its label: at 01:00 the newest one is labelled 00:00.
            var until = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
            var from = forecaster.NewestBar?.AddHours(1) ?? historyFrom ?? until - FullHistory;
            if (from < until)
                forecaster.Update(await source.GetBarsAsync(from, until, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose() => _fetching.Dispose();
}
