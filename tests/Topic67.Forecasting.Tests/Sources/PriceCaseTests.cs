using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.TestData;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

/// <summary>Replies of price sources as they happen: every row of the cases and two siblings of each, one line of output for each.</summary>
public sealed class PriceCaseTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WaitedTime _time = new(Start.AddHours(10));

    public static TheoryData<string, string, string, int, string> Bars => new()
    {
        { "tiingo-null-close.json", "", "", 2, "tiingo: the bar 2026-03-01T01:00Z has no usable price and was left out." },
        { "tiingo-null-close.json", "\"close\": null,", "\"close\": \"n/a\",", 2, "tiingo: the bar 2026-03-01T01:00Z has no usable price and was left out." },
        { "tiingo-null-close.json", "\"date\": \"2026-03-01T01:00:00\\u002B00:00\"", "\"date\": null", 2, "tiingo: 1 bars could not be read and were left out." },
        { "kraken-warning.json", "", "", 1, "kraken warns: WGeneral:Something" },
        { "kraken-warning.json", "WGeneral:Something", "WGeneral:Danger\nzone", 1, "kraken warns: WGeneral:Danger zone" },
        { "kraken-warning.json", "[1772323200,\"90000.0\"", "[null,\"1\"],[\"1772319600\",90000,90010,89990,90005,1,null,1],[1772323200,\"90000.0\"", 2, "kraken: 1 bars could not be read and were left out." },
    };

    [Theory]
    [MemberData(nameof(Bars))]
    public async Task An_odd_candle_is_lost_alone_and_a_warning_loses_nothing(string file, string from, string to, int count, string warning)
    {
        var (name, answer) = Case(file, from, to);
        await using var server = new LoopbackServer(_ => answer);
        var batch = await AskAsync(name, server);
        output.WriteLine($"{file,-24} {to.ReplaceLineEndings(" "),-40} {batch.Bars.Count} bars; {string.Join("; ", batch.Warnings)}");
        Assert.Equal(count, batch.Bars.Count);
        Assert.Contains(warning, batch.Warnings);
        Assert.All(batch.Bars, static bar => Assert.Null(bar.Fault()));
    }

    [Theory]
    [InlineData("", "", 15)]
    [InlineData("EGeneral:Temporary lockout", "EAPI:Temporary Lockout", 15)]
    [InlineData("EGeneral:Temporary lockout", "EAPI:Rate limit exceeded", 1)]
    public async Task A_lockout_is_left_alone_for_fifteen_minutes(string from, string to, int minutes)
    {
        var (name, answer) = Case("kraken-lockout.json", from, to);
        var asked = 0;
        await using var server = new LoopbackServer(_ =>
        {
            asked++;
            return answer;
        });
        using var source = new KrakenPriceSource(Options(server));
        var limited = await Assert.ThrowsAsync<PriceSourceException>(() => _time.RunAsync(source.GetBarsAsync(Start, Start.AddHours(3), TestContext.Current.CancellationToken)));
        var first = asked;
        _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<PriceSourceException>(() => source.GetBarsAsync(Start, Start.AddHours(3), TestContext.Current.CancellationToken));
        Assert.Equal(first, asked);
        _time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<PriceSourceException>(() => _time.RunAsync(source.GetBarsAsync(Start, Start.AddHours(3), TestContext.Current.CancellationToken)));
        Assert.True(asked > first);
        output.WriteLine($"{name} {to,-28} {limited.Fault}, not asked again for {minutes} minutes: {limited.Message}");
        Assert.Equal(PriceFault.RateLimited, limited.Fault);
    }

    [Theory]
    [InlineData("tiingo", """[{"priceData":[{"day":"2026-03-01"}]}]""")]
    [InlineData("coinbase", """[["a"],["b"]]""")]
    [InlineData("binance", """[null]""")]
    [InlineData("kraken", """{"error":[],"result":{"XXBTZUSD":[{}],"last":1}}""")]
    public async Task Rows_of_which_none_can_be_read_are_another_format(string name, string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Ok(body));
        var failed = await Assert.ThrowsAsync<PriceSourceException>(() => AskAsync(name, server));
        Assert.Equal(PriceFault.BadData, failed.Fault);
    }

    [Theory]
    [InlineData("coinbase", """[[1772323200,1,2,1.5,1.7,null],[1772326800,1,2,1.5,null,3],["1772330400","1","2","1.5","1.6","x"]]""")]
    [InlineData("binance", """[[1772323200000,"1.5","2","1","1.7","9"],[1772326800000,"1.5","2","1",{},"9"],[1772330400000.0,1.5,2,1,1.6,null]]""")]
    public async Task The_sources_without_a_case_lose_one_candle_alone_too(string name, string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Ok(body));
        var batch = await AskAsync(name, server);
        Assert.Equal([1.7, 1.6], batch.Bars.Select(static bar => bar.Close));
        Assert.Contains($"{name}: the bar 2026-03-01T01:00Z has no usable price and was left out.", batch.Warnings);
    }

    [Fact]
    public void Every_row_of_the_table_of_cases_is_tried_with_two_siblings()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data.CasesFolder, "cases.json")));
        var rows = table.RootElement.EnumerateArray().Select(static row => row.GetProperty("file").GetString()!).Where(static file => file.StartsWith("prices/", StringComparison.Ordinal)).ToList();
        var lockouts = typeof(PriceCaseTests).GetMethod(nameof(A_lockout_is_left_alone_for_fifteen_minutes))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length;
        foreach (var row in rows)
            Assert.True(row == "prices/kraken-lockout.json" ? lockouts >= 3 : Bars.Count(one => $"prices/{one.Data.Item1}" == row) >= 3, row);
        output.WriteLine($"prices: {rows.Count} rows of {rows.Count}, each with two siblings");
    }

    private static (string Source, Answer Answer) Case(string file, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(Data.CasesFolder, "prices", file));
        var reply = JsonNode.Parse(text)!;
        var compact = reply["body"]!.ToJsonString();
        var raw = from.Length == 0 ? compact : compact.Replace(from.Replace("\": ", "\":", StringComparison.Ordinal), to.Replace("\n", "\\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(from.Length == 0 || raw != compact, $"the sibling of {file} is the same as the file");
        using (JsonDocument.Parse(raw))
            return ((string)reply["source"]!, new Answer((int)reply["status"]!, raw));
    }

    private Task<PriceBatch> AskAsync(string name, LoopbackServer server) =>
        _time.RunAsync(Exchange.Source(name, Options(server)).GetBarsAsync(Start.AddHours(-2), Start.AddHours(5), TestContext.Current.CancellationToken));

    private HttpSourceOptions Options(LoopbackServer server) => new() { BaseAddress = server.Address, Time = _time, PageInterval = TimeSpan.Zero };
}
