using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;
using Topic67.Worker.Market;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>The closes for grading windows, by label. Their origin is the one that the worker's state names.</summary>
internal static class Closes
{
    /// <summary>At a moment the newest closed bar is labelled an hour before the current hour.</summary>
    public static DateTimeOffset Origin(DateTimeOffset at) => new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(-1);

    /// <summary>Fetches from the price source; if it has none, its message replaces its name.</summary>
    public static async Task<(Dictionary<DateTimeOffset, double> Closes, string Source)> FetchAsync(
        StatusSnapshot status, WorkerSettings settings, StateFolder folder, WindowRecord first, WindowRecord last, CancellationToken cancellationToken)
    {
        using var cache = new PriceCacheCopy(folder);
        var market = MarketSetup.Open(OriginOf(status), settings, cache.Folder, last.BlockTime!.Value.AddHours(Horizon.Hours + 1));
        using var owned = market.Source as IDisposable;
        try
        {
            var batch = await QueryAsync(market.Source, first, last, cancellationToken).ConfigureAwait(false);
            return (batch.Bars.ToDictionary(b => b.Label, b => b.Close), batch.Source);
        }
        catch (PriceSourceException exception)
        {
            return ([], exception.Message);
        }
    }

    /// <summary>Uses only bars on this machine: a file, a simulation, or the worker's cached bars.</summary>
    public static async Task<Dictionary<DateTimeOffset, double>> KeptAsync(
        StatusSnapshot status, WorkerSettings settings, StateFolder folder, IReadOnlyList<WindowRecord> windows, CancellationToken cancellationToken)
    {
        if (windows.Count == 0)
            return [];
        var origin = OriginOf(status);
        if (settings.PriceFile is not null || origin.Kind != PriceOrigin.Live)
            return (await FetchAsync(status, settings, folder, windows[0], windows[^1], cancellationToken).ConfigureAwait(false)).Closes;
        using var cache = new PriceCacheCopy(folder);
        foreach (var name in (origin.Names ?? MarketSetup.NamesOf(settings)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            using var kept = new CachedPriceSource(new Nothing(name), cache.Folder);
            try
            {
                return (await QueryAsync(kept, windows[0], windows[^1], cancellationToken).ConfigureAwait(false)).Bars.ToDictionary(b => b.Label, b => b.Close);
            }
            catch (PriceSourceException)
            {
                // This source has no cached bars; the next may.
            }
        }

        return [];
    }

    // The state of an earlier version names no origin: real prices never grade too well.
    private static PriceOrigin OriginOf(StatusSnapshot status) => status.Origin ?? new PriceOrigin { Kind = PriceOrigin.Live };

    private static Task<PriceBatch> QueryAsync(IPriceSource source, WindowRecord first, WindowRecord last, CancellationToken cancellationToken) =>
        source.GetBarsAsync(Origin(first.BlockTime!.Value), Origin(last.BlockTime!.Value).AddHours(Horizon.Hours + 1), cancellationToken);

    private sealed class Nothing(string name) : IPriceSource
    {
        public string Name => name;

        public bool IsSimulated => false;

        public Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default) =>
            throw new PriceSourceException(PriceFault.Unreachable, $"{name} is not queried for a status.");
    }
}
