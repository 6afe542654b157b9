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
    /// <summary>What the state keeps about these prices.</summary>
    public PriceOrigin? Origin { get; private init; }

    /// <summary>Real prices: cached on disk, and fetched before a window needs them.</summary>
    public bool IsLive { get; private init; }

    public static MarketSetup Open(WorkerSettings settings, string cacheFolder, DateTimeOffset chainTime, TimeProvider? time = null)
    {
        if (settings.PriceFile is { } file)
        {
            // All bars of the file from the first on: the gate's sums include them all.
            return File.Exists(file)
                ? new MarketSetup(new CsvPriceSource(file), DateTimeOffset.UnixEpoch, null) { Origin = new PriceOrigin { Kind = PriceOrigin.OfFile, File = Path.GetFullPath(file) } }
                : throw new ConfigurationException($"The price file {file} does not exist.");
        }

        var named = settings.PriceSource is not null;
        if (settings.Simulated || (settings.IsEmbedded && !named))
        {
            // The first hour of a year: later commands get the same market.
            var start = new DateTimeOffset((chainTime - TimeSpan.FromHours(Horizon.BarsForFullWindow + 48)).UtcDateTime.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            return Simulated(settings.Seed, start, chainTime);
        }

        return new MarketSetup(Real(settings, cacheFolder, time ?? TimeProvider.System), null, null)
        {
            IsLive = true,
            Origin = new PriceOrigin { Kind = PriceOrigin.Live, Names = NamesOf(settings), Addresses = PriceAddresses.ToText(settings.PriceUrls) },
        };
    }

    /// <summary>The prices that a worker's state names, from any shell. Live sources use the keys and addresses of this shell, if it has any.</summary>
    public static MarketSetup Open(PriceOrigin origin, WorkerSettings settings, string cacheFolder, DateTimeOffset until)
    {
        if (settings.Simulated && origin.Kind != PriceOrigin.Simulated)
            throw new ConfigurationException($"--simulated is refused: the prices of this worker are {origin.Kind}, and made-up ones cannot grade it.");
        if (settings.PriceFile is not null)
            return Open(settings, cacheFolder, until);
        switch (origin.Kind)
        {
            case PriceOrigin.OfFile when origin.File is { } file:
                return Open(settings with { PriceFile = file }, cacheFolder, until);
            case PriceOrigin.Simulated when origin.From is { } from:
                return Simulated(origin.Seed, from, until);
            default:
                var names = (settings.PriceSource ?? origin.Names ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => name != "tiingo" || settings.TiingoKey is not null);
                return new MarketSetup(
                    Real(
                        settings with
                        {
                            PriceSource = string.Join(',', names) is { Length: > 0 } list ? list : "coinbase,binance",
                            PriceUrls = settings.PriceUrls.Count > 0 ? settings.PriceUrls : PriceAddresses.Read(origin.Addresses),
                        },
                        cacheFolder,
                        TimeProvider.System),
                    null,
                    null)
                { IsLive = true, Origin = origin };
        }
    }

    private static MarketSetup Simulated(int seed, DateTimeOffset from, DateTimeOffset now)
    {
        var clock = new MarketClock(now);
        return new MarketSetup(new SimulatedPriceSource(seed, from, clock), from, clock) { Origin = new PriceOrigin { Kind = PriceOrigin.Simulated, Seed = seed, From = from } };
    }

    /// <summary>The default: one source and another that checks and replaces it.</summary>
    public static string NamesOf(WorkerSettings settings) =>
        settings.PriceSource ?? (settings.TiingoKey is null ? "coinbase,binance" : "tiingo,coinbase,binance");

    private static HttpSourceOptions OptionsOf(WorkerSettings settings, string name, TimeProvider time) => new()
    {
        BaseAddress = PriceAddresses.Of(name, settings.PriceUrls),
        Time = time,
    };

    private static CompositePriceSource Real(WorkerSettings settings, string cacheFolder, TimeProvider time)
    {
        try
        {
            var sources = PriceSources.Parse(NamesOf(settings), settings.TiingoKey, name => OptionsOf(settings, name, time));
            if (sources.Count > 1 && settings.PriceUrls.ContainsKey(PriceAddresses.Only))
                throw new ConfigurationException("PRICE_URL is one address: name one source in PRICE_SOURCE, or write name=address for each source, with commas between them.");
            if (settings.PriceUrls.Keys.FirstOrDefault(name => name != PriceAddresses.Only && sources.All(source => !source.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } unused)
                throw new ConfigurationException($"PRICE_URL has an address for '{SafeText.Value(unused)}', which is not among the price sources {NamesOf(settings)}.");
            return PriceSources.Together(sources, cacheFolder, new CompositeOptions { Time = time });
        }
        catch (Exception exception) when (exception is ArgumentException or PriceSourceException)
        {
            throw new ConfigurationException($"PRICE_SOURCE: {exception.Message}");
        }
    }
}
