using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Kraken, XBT/USD. No key. Only the latest 720 hours, so it can replace another source briefly, not permanently.</summary>
public sealed class KrakenPriceSource(HttpSourceOptions? options = null)
    : HttpPriceSource("kraken", "https://api.kraken.com/", options)
{
    private const int Memory = 720;

    private protected override TimeSpan PublicPageInterval => TimeSpan.FromSeconds(1);

    private protected override IEnumerable<(int From, int Until)> Pages(int from, int until) => [(from, until)];

    private protected override string Request(int from, int until)
    {
        // Only entries after "since" are returned, so it is the hour before the first.
        var since = Hours.Label(from).AddHours(-1).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"0/public/OHLC?pair=XBTUSD&interval=60&since={since}");
    }

    private protected override List<HourlyBar> Parse(JsonElement answer)
    {
        var pair = answer.GetProperty("result").EnumerateObject().First(p => p.Name != "last");
        var bars = pair.Value.EnumerateArray()
            .Select(row => JsonBars.Row(row, DateTimeOffset.FromUnixTimeSeconds(row[0].GetInt64()), 1, 2, 3, 4, 6))
            .OrderBy(b => b.Label)
            .ToList();
        if (bars.Count > 0)
            bars.RemoveAt(bars.Count - 1); // still in progress, regardless of the clocks
        return bars;
    }

    // Errors have status 200 and the form {"error": ["ECategory:Text"]}.
    private protected override PriceSourceException? Inspect(HttpReply reply) => FirstError(reply) is { } error
        ? new PriceSourceException(FaultOf(error), $"{Name} answered: {error}", retryAfter: reply.RetryAfter)
        : null;

    private static string? FirstError(HttpReply reply)
    {
        try
        {
            using var answer = JsonDocument.Parse(reply.Body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("error", out var errors)
                && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
                ? errors[0].ToString()
                : null;
        }
        catch (JsonException)
        {
            return null; // distinguished when the bars are read
        }
    }

    private static PriceFault FaultOf(string error)
    {
        if (Says("Rate limit") || Says("Too many"))
            return PriceFault.RateLimited;
        return error.StartsWith("EService", StringComparison.Ordinal) ? PriceFault.Unreachable : PriceFault.Refused;

        bool Says(string text) => error.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private protected override string? Shortfall(PriceBatch batch, int first) => Hours.Containing(batch.Bars[0].Label) > first
        ? $"{Name} has only the latest {Memory} hours."
        : null;
}
