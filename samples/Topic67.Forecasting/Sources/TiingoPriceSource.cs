using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Tiingo, btcusd. The key is sent in the Authorization header only.</summary>
public sealed class TiingoPriceSource(string key, HttpSourceOptions? options = null)
    : HttpPriceSource("tiingo", "https://api.tiingo.com/", options, Checked(key))
{
    private const int HoursPerChunk = 7 * Hours.PerDay;

    private protected override TimeSpan PublicPageInterval => TimeSpan.FromMilliseconds(100);

    // Requests name days, so chunks begin and end at midnights; both ends are included, and the newest chunk ends tomorrow.
    private protected override IEnumerable<(int From, int Until)> Pages(int from, int until)
    {
        var today = Hours.Containing(Options.Time.GetUtcNow()) / Hours.PerDay * Hours.PerDay;
        var end = until >= today ? today + Hours.PerDay : (until + Hours.PerDay - 1) / Hours.PerDay * Hours.PerDay;
        return Backwards(from / Hours.PerDay * Hours.PerDay, end, HoursPerChunk);
    }

    private protected override string Request(int from, int until) =>
        $"tiingo/crypto/prices?tickers=btcusd&resampleFreq=1hour&startDate={Day(from)}&endDate={Day(until)}";

    private protected override BarPage Parse(JsonElement answer) =>
        answer.GetArrayLength() == 0 ? new BarPage([]) : JsonBars.Read(answer[0].GetProperty("priceData"), Bar);

    // Limits and refusals have the form {"detail": "..."}, with any status.
    private protected override PriceSourceException? Inspect(HttpReply reply)
    {
        if (reply.Body.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return null;
        var text = Excerpt(reply);
        if (text.Contains("allocation", StringComparison.OrdinalIgnoreCase) || text.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            var wait = reply.RetryAfter ?? UntilNextHour();
            return new PriceSourceException(PriceFault.RateLimited, $"{Name} answered: {text}", retryAfter: wait);
        }

        if (text.Contains("token", StringComparison.OrdinalIgnoreCase) || text.Contains("credential", StringComparison.OrdinalIgnoreCase))
            return new PriceSourceException(PriceFault.KeyRefused, $"{Name} did not accept the key (TIINGO_API_KEY): {text}");
        return reply.IsSuccess ? new PriceSourceException(PriceFault.Refused, $"{Name} answered: {text}") : null;
    }

    private static HourlyBar Bar(JsonElement row) => new(
        row.GetProperty("date").GetDateTimeOffset().ToUniversalTime(),
        Price(row, "open"),
        Price(row, "high"),
        Price(row, "low"),
        Price(row, "close"),
        row.TryGetProperty("volume", out var volume) ? JsonBars.Volume(volume) : 0);

    private static double Price(JsonElement row, string name) => row.TryGetProperty(name, out var price) ? JsonBars.Price(price) : double.NaN;

    private static string Day(int hour) => Hours.Label(hour).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Checked(string key) => !string.IsNullOrWhiteSpace(key) && key.All(c => c is > ' ' and < (char)127)
        ? key
        : throw new PriceSourceException(
            PriceFault.KeyRefused, "The Tiingo key (TIINGO_API_KEY) is empty or holds characters that no key has.");

    // The allocation is hourly.
    private TimeSpan UntilNextHour()
    {
        var now = Options.Time.GetUtcNow();
        return Hours.Label(Hours.Containing(now) + 1) - now;
    }
}
