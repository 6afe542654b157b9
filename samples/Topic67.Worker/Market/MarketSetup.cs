using Allora.Sdk;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Market;

/// <summary>Chooses the price source. Made-up prices exist on DevNets only, and on a DevNet in another process only on request.</summary>
internal sealed record MarketSetup(IPriceSource Source, DateTimeOffset? HistoryFrom, MarketClock? Clock)
{
    /// <summary>Real prices: cached on disk, and fetched before a window needs them.</summary>
    public bool IsLive { get; private init; }

    public static MarketSetup Open(WorkerSettings settings, StateFolder folder, DateTimeOffset chainTime)
    {
        if (settings.PriceFile is { } file)
        {
            // All bars of the file from the first on: the gate's sums include them all.
            return File.Exists(file)
                ? new MarketSetup(new CsvPriceSource(file), DateTimeOffset.UnixEpoch, null)
                : throw new ConfigurationException($"The price file {file} does not exist.");
        }

        var named = settings.PriceSource is not null;
        if (settings.Simulated || (settings.IsEmbedded && !named))
        {
            // The first hour of a year: later commands get the same market.
            var start = new DateTimeOffset((chainTime - TimeSpan.FromHours(Horizon.BarsForFullWindow + 48)).UtcDateTime.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var clock = new MarketClock(chainTime);
            return new MarketSetup(new SimulatedPriceSource(settings.Seed, start, clock), start, clock);
        }

        return new MarketSetup(Real(settings, folder), null, null) { IsLive = true };
    }

    /// <summary>The default: one source and another that checks and replaces it.</summary>
    public static string NamesOf(WorkerSettings settings) =>
        settings.PriceSource ?? (settings.TiingoKey is null ? "coinbase,binance" : "tiingo,coinbase,binance");

    private static HttpSourceOptions? OptionsOf(WorkerSettings settings, string name) =>
        settings.PriceUrls.TryGetValue(name, out var address) || settings.PriceUrls.TryGetValue(PriceAddresses.Only, out address)
            ? new HttpSourceOptions { BaseAddress = address }
            : null;

    private static CompositePriceSource Real(WorkerSettings settings, StateFolder folder)
    {
        try
        {
            var sources = PriceSources.Parse(NamesOf(settings), settings.TiingoKey, name => OptionsOf(settings, name));
            if (sources.Count > 1 && settings.PriceUrls.ContainsKey(PriceAddresses.Only))
                throw new ConfigurationException("PRICE_URL is one address: name one source in PRICE_SOURCE, or write name=address for each source, with commas between them.");
            if (settings.PriceUrls.Keys.FirstOrDefault(name => name != PriceAddresses.Only && sources.All(source => !source.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } unused)
                throw new ConfigurationException($"PRICE_URL has an address for '{SafeText.Value(unused)}', which is not among the price sources {NamesOf(settings)}.");
            return PriceSources.Together(sources, folder.Prices);
        }
        catch (Exception exception) when (exception is ArgumentException or PriceSourceException)
        {
            throw new ConfigurationException($"PRICE_SOURCE: {exception.Message}");
        }
    }
}
