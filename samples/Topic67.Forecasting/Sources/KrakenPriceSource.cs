using System.Globalization;
using System.Text.Json;
using Allora.Sdk;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Kraken, XBT/USD. No key. Only the latest 720 hours, so it can replace another source briefly, not permanently.</summary>
public sealed class KrakenPriceSource(HttpSourceOptions? options = null)
    : HttpPriceSource("kraken", "https://api.kraken.com/", options)
{
    private const int Memory = 720;
    private const int LongestText = 200;

    // Requests within it extend it.
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    private protected override TimeSpan PublicPageInterval => TimeSpan.FromSeconds(1);

    private protected override IEnumerable<(int From, int Until)> Pages(int from, int until) => [(from, until)];

    private protected override string Request(int from, int until)
    {
        // Only entries after "since" are returned, so it is the hour before the first.
        var since = Hours.Label(from).AddHours(-1).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"0/public/OHLC?pair=XBTUSD&interval=60&since={since}");
    }

    // "last" is the newest committed bar. Without it the newest bar is taken for the one in progress, regardless of the clocks.
    private protected override BarPage Parse(JsonElement answer)
    {
        var result = answer.GetProperty("result");
        var pair = result.EnumerateObject().First(static p => p.Name != "last");
        var page = JsonBars.Read(pair.Value, static row => JsonBars.Row(row, DateTimeOffset.FromUnixTimeSeconds(JsonBars.Whole(row[0])), 1, 2, 3, 4, 6));
        var newest = page.Bars.Count == 0 ? default : page.Bars.Max(static b => b.Label);
        var committed = result.TryGetProperty("last", out var last) && last.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? DateTimeOffset.FromUnixTimeSeconds(JsonBars.Whole(last))
            : newest.AddHours(-1);
        return page with { Bars = [.. page.Bars.Where(bar => bar.Label <= committed)] };
    }

    // Errors have status 200 and the form {"error": ["ECategory:Text"]}; texts that begin with W are warnings beside a result.
    private protected override PriceSourceException? Inspect(HttpReply reply) =>
        Texts(reply).FirstOrDefault(static text => !IsWarning(text)) is { } error ? FaultOf(error, reply.RetryAfter) : null;

    private protected override IEnumerable<string> Notes(HttpReply reply) => Texts(reply).Where(IsWarning).Select(text => $"{Name} warns: {text}");

    private static bool IsWarning(string text) => text.StartsWith('W');

    private static List<string> Texts(HttpReply reply)
    {
        try
        {
            using var answer = JsonDocument.Parse(reply.Body);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("error", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? [.. errors.EnumerateArray().Select(static one => SafeText.OneLine(one.ToString(), LongestText))]
                : [];
        }
        catch (JsonException)
        {
            return []; // distinguished when the bars are read
        }
    }

    private PriceSourceException FaultOf(string error, TimeSpan? retryAfter)
    {
        var message = $"{Name} answered: {error}";
        if (Has("lockout"))
            return new PriceSourceException(PriceFault.RateLimited, message, retryAfter: retryAfter > Lockout ? retryAfter : Lockout);
        if (Has("Rate limit") || Has("Too many") || Has("Throttled"))
            return new PriceSourceException(PriceFault.RateLimited, message, retryAfter: retryAfter);
        return new PriceSourceException(error.StartsWith("EService", StringComparison.Ordinal) ? PriceFault.Unreachable : PriceFault.Refused, message, retryAfter: retryAfter);

        bool Has(string text) => error.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private protected override string? Shortfall(PriceBatch batch, int first) => Hours.Containing(batch.Bars[0].Label) > first
        ? $"{Name} has only the latest {Memory} hours."
        : null;
}
