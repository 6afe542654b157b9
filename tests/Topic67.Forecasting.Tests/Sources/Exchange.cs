using System.Globalization;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

/// <summary>A market and the answers of the four sources about it, in the shapes that the real ones were seen to give.</summary>
internal sealed class Exchange(TimeProvider time)
{
    public const string Key = "0123456789abcdef-secret";

    public static readonly string[] Names = ["tiingo", "coinbase", "kraken", "binance"];

    /// <summary>Hours without a trade.</summary>
    public HashSet<DateTimeOffset> Absent { get; } = [];

    /// <summary>Multiplies every price that is told.</summary>
    public double Factor { get; init; } = 1;

    public static IPriceSource Source(string name, HttpSourceOptions options) => name switch
    {
        "tiingo" => new TiingoPriceSource(Key, options),
        "coinbase" => new CoinbasePriceSource(options),
        "kraken" => new KrakenPriceSource(options),
        _ => new BinancePriceSource(options),
    };

    /// <summary>The bar of an hour; one still in progress, or cut off, has another close.</summary>
    public HourlyBar Bar(DateTimeOffset label, bool cut = false)
    {
        var hour = Hours.Containing(label);
        var open = Factor * Math.Round(60_000 + (5_000 * Math.Sin(hour / 77.0)) + (hour % 13), 2);
        var close = Factor * Math.Round(60_000 + (5_000 * Math.Sin((hour + 1) / 77.0)) + ((hour + 1) % 13), 2);
        if (cut || label.AddHours(1) > time.GetUtcNow())
            close = (open + close) / 2;
        return new HourlyBar(label, open, Math.Max(open, close), Math.Min(open, close), close, 12.5);
    }

    public Answer Reply(Request request) => Answer.Ok(request.Target.Split('/', '?')[1] switch
    {
        "tiingo" => Tiingo(request),
        "products" => Coinbase(request),
        "0" => Kraken(request),
        _ => Binance(request),
    });

    private string Tiingo(Request request)
    {
        var (start, end) = (Moment(request.Query("startDate")), Moment(request.Query("endDate")));
        var rows = Labels(start, end.AddHours(1)).Select(label => Bar(label, cut: label == end)).Select(b => FormattableString.Invariant(
            $"{{\"date\":\"{b.Label:yyyy-MM-ddTHH:mm:ss}+00:00\",\"open\":{b.Open:R},\"high\":{b.High:R},\"low\":{b.Low:R},\"close\":{b.Close:R},\"volume\":{b.Volume:R},\"volumeNotional\":750000.5,\"tradesDone\":17.0}}"));
        return "[{\"ticker\":\"btcusd\",\"baseCurrency\":\"btc\",\"quoteCurrency\":\"usd\",\"priceData\":[" + string.Join(',', rows) + "]}]";
    }

    private string Coinbase(Request request)
    {
        var rows = Labels(Moment(request.Query("start")), Moment(request.Query("end")).AddHours(1)).Select(l => Bar(l)).ToList();
        Assert.True(rows.Count <= 300, "coinbase refuses more than 300 candles");
        rows.Reverse();
        return "[" + string.Join(',', rows.Select(b => FormattableString.Invariant(
            $"[{b.Label.ToUnixTimeSeconds()},{b.Low:R},{b.High:R},{b.Open:R},{b.Close:R},{b.Volume:R}]"))) + "]";
    }

    private string Kraken(Request request)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Query("since"), CultureInfo.InvariantCulture));
        var rows = Labels(time.GetUtcNow().AddHours(-719), time.GetUtcNow()).Where(l => l > since).Select(l => Bar(l)).Select(b => FormattableString.Invariant(
            $"[{b.Label.ToUnixTimeSeconds()},\"{b.Open:R}\",\"{b.High:R}\",\"{b.Low:R}\",\"{b.Close:R}\",\"{b.Close:R}\",\"{b.Volume:R}\",42]"));
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":[" + string.Join(',', rows) + "],\"last\":" + Hours.Label(Hours.NewestClosed(time.GetUtcNow())).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + "}}";
    }

    private string Binance(Request request)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(request.Query("startTime"), CultureInfo.InvariantCulture));
        var rows = Labels(start, time.GetUtcNow()).Take(int.Parse(request.Query("limit"), CultureInfo.InvariantCulture)).Select(l => Bar(l)).Select(b => FormattableString.Invariant(
            $"[{b.Label.ToUnixTimeMilliseconds()},\"{b.Open:R}\",\"{b.High:R}\",\"{b.Low:R}\",\"{b.Close:R}\",\"{b.Volume:R}\",{b.ClosedAt.ToUnixTimeMilliseconds() - 1},\"1.0\",9,\"1\",\"1\",\"0\"]"));
        return "[" + string.Join(',', rows) + "]";
    }

    private IEnumerable<DateTimeOffset> Labels(DateTimeOffset from, DateTimeOffset until)
    {
        for (var hour = Hours.Containing(from.AddTicks(TimeSpan.TicksPerHour - 1)); Hours.Label(hour) < until && Hours.Label(hour) <= time.GetUtcNow(); hour++)
        {
            if (!Absent.Contains(Hours.Label(hour)))
                yield return Hours.Label(hour);
        }
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
