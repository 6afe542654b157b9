using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Topic67.Competition.Idle;

/// <summary>An exchange on loopback in Coinbase's shape with a made-up market, so that the worker runs as it does on a real network.</summary>
internal sealed class LoopbackExchange : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackExchange(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<LoopbackExchange> StartAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/products/BTC-USD/candles", (string start, string end) => Results.Text(Candles(Moment(start), Moment(end)), "application/json"));
        await app.StartAsync(stop);
        return new LoopbackExchange(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Newest first, both ends included; the newest is still in progress.
    private static string Candles(DateTimeOffset start, DateTimeOffset end)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = new StringBuilder("[");
        for (var hour = Hour(end < now ? end : now); hour >= start; hour = hour.AddHours(-1))
        {
            var (open, close) = (Price(hour), Price(hour.AddHours(1)));
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 1 ? "," : "")}[{hour.ToUnixTimeSeconds()},{Math.Min(open, close)},{Math.Max(open, close)},{open},{close},12.5]");
        }

        return text.Append(']').ToString();
    }

    private static double Price(DateTimeOffset hour)
    {
        var at = hour.ToUnixTimeSeconds() / 3600;
        return Math.Round(60_000 + (5_000 * Math.Sin(at / 77.0)) + (at % 13), 2);
    }

    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
