using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>Gives the forecaster the bars that are closed by a moment, never a later one.</summary>
internal sealed class PriceFeed(MarketSetup market, Topic67Forecaster forecaster, Action<string> warn) : IDisposable
{
    // What a full window of the model needs, and a day of slack.
    private static readonly TimeSpan FullHistory = TimeSpan.FromHours(Horizon.BarsForFullWindow + 24);

    // Exchanges add and correct bars for a while: those hours are asked for again.
    private static readonly TimeSpan Revised = TimeSpan.FromHours(48);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly HashSet<PriceGap> _gaps = [];
    private string _warned = "";

    /// <summary>Whether the newest bar that is closed by then is here.</summary>
    public bool IsWarm(DateTimeOffset at) => forecaster.NewestBar?.AddHours(1) >= Hour(at);

    /// <summary>Fetches what a moment's forecast needs; nothing is asked where it is here already.</summary>
    public async Task CatchUpAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (IsWarm(at))
            return;
        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            market.Clock?.AdvanceTo(at);
            if (IsWarm(at))
                return;
            // A bar is closed an hour after its label: at 01:00 the newest one is labelled 00:00.
            var until = Hour(at);
            var from = forecaster.NewestBar - Revised ?? market.HistoryFrom ?? until - FullHistory;
            if (from >= until)
                return;
            var batch = await market.Source.GetBarsAsync(from, until, cancellationToken).ConfigureAwait(false);
            forecaster.Update(batch);
            foreach (var warning in batch.Warnings.Where(w => w != _warned))
                warn(_warned = warning);
            // An hour that is absent at the end is only late; the forecaster judges staleness.
            foreach (var gap in batch.Gaps.Where(g => g.To.AddHours(1) < until && g.From > batch.Bars[0].Label && _gaps.Add(g)))
                warn($"{batch.Source} has no bar from {gap}; rows that need one are left out");
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose()
    {
        _fetching.Dispose();
        (market.Source as IDisposable)?.Dispose();
    }

    private static DateTimeOffset Hour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
