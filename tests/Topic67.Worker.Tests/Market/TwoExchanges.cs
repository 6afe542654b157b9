using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Topic67.Worker.Tests.Market;

/// <summary>Coinbase and Binance on loopback with one made-up market; Coinbase can be taken down and brought back.</summary>
internal sealed class TwoExchanges : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TwoExchanges(WebApplication app) => _app = app;

    public bool IsCoinbaseDown { get; set; }

    public string Setting => $"coinbase={_app.Urls.First()},binance={_app.Urls.First()}";

    public static async Task<TwoExchanges> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var exchanges = new TwoExchanges(builder.Build());
        exchanges._app.MapGet("/products/BTC-USD/candles", (string start, string end) => exchanges.IsCoinbaseDown ? Results.StatusCode(404) : Results.Text(Coinbase(Moment(start), Moment(end)), "application/json"));
        exchanges._app.MapGet("/api/v3/klines", (long startTime) => Results.Text(Binance(DateTimeOffset.FromUnixTimeMilliseconds(startTime)), "application/json"));
        await exchanges._app.StartAsync(TestContext.Current.CancellationToken);
        return exchanges;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Coinbase(DateTimeOffset start, DateTimeOffset end) => "[" + string.Join(',', Hours(start, end).Reverse().Select(static hour => FormattableString.Invariant(
        $"[{hour.ToUnixTimeSeconds()},{Low(hour)},{High(hour)},{Price(hour)},{Price(hour.AddHours(1))},12.5]"))) + "]";

    private static string Binance(DateTimeOffset start) => "[" + string.Join(',', Hours(start, start.AddHours(999)).Select(static hour => FormattableString.Invariant(
        $"[{hour.ToUnixTimeMilliseconds()},\"{Price(hour)}\",\"{High(hour)}\",\"{Low(hour)}\",\"{Price(hour.AddHours(1))}\",\"9\"]"))) + "]";

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset start, DateTimeOffset end)
    {
        for (var hour = start; hour <= end && hour <= TimeProvider.System.GetUtcNow(); hour = hour.AddHours(1))
            yield return hour;
    }

    private static double Price(DateTimeOffset hour) => Math.Round(60_000 + (5_000 * Math.Sin(hour.ToUnixTimeSeconds() / 3600 / 77.0)) + (hour.ToUnixTimeSeconds() / 3600 % 13), 2);

    private static double Low(DateTimeOffset hour) => Math.Min(Price(hour), Price(hour.AddHours(1)));

    private static double High(DateTimeOffset hour) => Math.Max(Price(hour), Price(hour.AddHours(1)));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
