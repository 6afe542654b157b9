using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Coinbase Exchange, BTC-USD. No key. Hours without a trade are absent.</summary>
public sealed class CoinbasePriceSource(HttpSourceOptions? options = null)
    : HttpPriceSource("coinbase", "https://api.exchange.coinbase.com/", options)
{
    private const int RowsPerCall = 300;

    private protected override TimeSpan PublicPageInterval => TimeSpan.FromMilliseconds(350);

    private protected override IEnumerable<(int From, int Until)> Pages(int from, int until) => Backwards(from, until, RowsPerCall);

    // Both ends are included.
    private protected override string Request(int from, int until) =>
        $"products/BTC-USD/candles?granularity=3600&start={Iso(from)}&end={Iso(until - 1)}";

    private protected override BarPage Parse(JsonElement answer) => JsonBars.Read(answer, Bar);

    private static HourlyBar Bar(JsonElement row) =>
        JsonBars.Row(row, DateTimeOffset.FromUnixTimeSeconds(JsonBars.Whole(row[0])), 3, 2, 1, 4, 5);
}
