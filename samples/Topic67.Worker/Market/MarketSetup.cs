using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Running;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Market;

/// <summary>Chooses where the prices come from. Made-up prices exist on an embedded DevNet only.</summary>
internal sealed record MarketSetup(IPriceSource Source, DateTimeOffset? HistoryFrom, MarketClock? Clock)
{
    public static MarketSetup Open(WorkerSettings settings)
    {
        if (settings.PriceFile is { } file)
        {
            // All bars of the file from the first on: the gate's sums count them all.
            return File.Exists(file)
                ? new MarketSetup(new CsvPriceSource(file), DateTimeOffset.UnixEpoch, null)
                : throw new ConfigurationException($"The price file {file} does not exist.");
        }

        if (!settings.IsEmbedded)
            throw new ConfigurationException("No price source is configured for a real network.");
        var clock = new MarketClock(EmbeddedChain.FirstNonceTime(settings));
        var start = EmbeddedChain.FirstNonceTime(settings) - TimeSpan.FromHours(Horizon.BarsForFullWindow + 48);
        return new MarketSetup(new SimulatedPriceSource(settings.Seed, start, clock), start, clock);
    }
}
