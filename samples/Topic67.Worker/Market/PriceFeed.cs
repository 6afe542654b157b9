using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>Passes the forecaster the bars that are closed at a moment, never a later one.</summary>
internal sealed class PriceFeed(MarketSetup market, Topic67Forecaster forecaster, Action<string> warn) : IDisposable
{
    // The bars of a full window of the model, and one more day.
    private static readonly TimeSpan FullHistory = TimeSpan.FromHours(Horizon.BarsForFullWindow + 24);

    // Exchanges add and correct recent bars: those hours are fetched again.
    private static readonly TimeSpan Revised = TimeSpan.FromHours(48);

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly HashSet<PriceGap> _gaps = [];
    private CancellationTokenSource? _completing;
    private DateTimeOffset? _begin;
    private string _warned = "";

    /// <summary>Why the older part of the history is still missing, or null: a rate limit cut it off, or a source has a short memory.</summary>
    public string? Incomplete { get; private set; }

    /// <summary>True until any bar is known: no forecast from prices is possible before.</summary>
    public bool IsCold => forecaster.NewestBar is null;

    /// <summary>True if the newest bar that is closed by then is known.</summary>
    public bool IsWarm(DateTimeOffset at) => forecaster.NewestBar?.AddHours(1) >= Hour(at);

    /// <summary>Fetches the bars for a moment's forecast; nothing is requested if they are known already.</summary>
    public async Task CatchUpAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (IsWarm(at))
            return;
        // The newest bar is needed now, the oldest ones later.
        if (Volatile.Read(ref _completing) is { } older)
            await CancelAsync(older).ConfigureAwait(false);
        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            market.Clock?.AdvanceTo(at);
            if (IsWarm(at))
                return;
            // A bar is closed an hour after its label: at 01:00 the newest one is labelled 00:00.
            var until = Hour(at);
            _begin ??= market.HistoryFrom ?? until - FullHistory;
            var isWhole = IsCold;
            var from = forecaster.NewestBar - Revised ?? _begin.Value;
            if (from >= until)
                return;
            var batch = await FetchAsync(from, until, cancellationToken).ConfigureAwait(false);
            if (isWhole)
                Incomplete = batch.Incomplete;
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>Fetches the older part of the history that was cut off; a window that needs its newest bar interrupts it. Returns true if bars were added.</summary>
    public async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        if (Incomplete is null || _begin is not { } begin || forecaster.NewestBar is not { } newest)
            return false;
        await _fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Volatile.Write(ref _completing, interrupted);
        try
        {
            var before = forecaster.Bars;
            Incomplete = (await FetchAsync(begin, newest.AddHours(1), interrupted.Token).ConfigureAwait(false)).Incomplete;
            return forecaster.Bars > before;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Volatile.Write(ref _completing, null);
            _fetching.Release();
        }
    }

    public void Dispose()
    {
        _fetching.Dispose();
        (market.Source as IDisposable)?.Dispose();
    }

    private async Task<PriceBatch> FetchAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var batch = await market.Source.GetBarsAsync(from, until, cancellationToken).ConfigureAwait(false);
        forecaster.Update(batch);
        foreach (var warning in batch.Warnings.Where(w => w != _warned))
            warn(_warned = warning);
        // An hour that is absent at the end is only late; the forecaster judges staleness.
        foreach (var gap in batch.Gaps.Where(g => g.To.AddHours(1) < until && g.From > batch.Bars[0].Label && _gaps.Add(g)))
            warn($"{batch.Source} has no bar from {gap}; rows that need one are left out");
        return batch;
    }

    private static async Task CancelAsync(CancellationTokenSource older)
    {
        try
        {
            await older.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    private static DateTimeOffset Hour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
