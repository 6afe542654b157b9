using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Binance's market data, BTCUSDT: a price in a dollar token, close to the dollar's but not equal. No key.</summary>
public sealed class BinancePriceSource(HttpSourceOptions? options = null)
    : HttpPriceSource("binance", "https://data-api.binance.vision/", options)
{
    private const int RowsPerCall = 1000;

    private protected override TimeSpan PublicPageInterval => TimeSpan.FromMilliseconds(100);

    private protected override IEnumerable<(int From, int Until)> Pages(int from, int until) => Backwards(from, until, RowsPerCall);

    private protected override string Request(int from, int until) => string.Create(
        CultureInfo.InvariantCulture,
        $"api/v3/klines?symbol=BTCUSDT&interval=1h&limit={RowsPerCall}&startTime={Hours.Label(from).ToUnixTimeMilliseconds()}");

    private protected override BarPage Parse(JsonElement answer) => JsonBars.Read(answer, Bar);

    private static HourlyBar Bar(JsonElement row) =>
        JsonBars.Row(row, DateTimeOffset.FromUnixTimeMilliseconds(JsonBars.Whole(row[0])), 1, 2, 3, 4, 5);
}
