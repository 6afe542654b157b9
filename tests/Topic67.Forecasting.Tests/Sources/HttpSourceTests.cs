using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

public sealed class HttpSourceTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 15, 13, 20, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Hour = new(2025, 6, 15, 13, 0, 0, TimeSpan.Zero);

    private readonly WaitedTime _time = new(Now);

    public static TheoryData<string> Sources => [.. Exchange.Names];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Every_closed_bar_comes_once_in_order_and_untruncated(string name)
    {
        var exchange = new Exchange(_time);
        await using var server = new LoopbackServer(exchange.Reply);
        var from = Hour.AddHours(-700);
        var batch = await Ask(name, server, from, Now.AddDays(1));
        DateTimeOffset[] labels = [.. Enumerable.Range(0, 700).Select(i => Hour.AddHours(i - 700))];
        Assert.Equal(labels.Select(l => exchange.Bar(l)), batch.Bars);
        Assert.Equal((name, null), (batch.Source, batch.Incomplete));
        Assert.Empty(batch.Gaps);
        Assert.Empty(batch.Warnings);
    }

    [Theory]
    [InlineData("tiingo", 59)]
    [InlineData("coinbase", 33)]
    [InlineData("binance", 10)]
    public async Task A_full_window_takes_the_calls_that_the_limits_ask_for(string name, int most)
    {
        await using var server = new LoopbackServer(new Exchange(_time).Reply);
        var batch = await Ask(name, server, Hour.AddHours(-9648), Now);
        Assert.Equal(9648, batch.Bars.Count);
        Assert.InRange(server.Requests.Count, 9648 / 1000, most);
        Assert.Equal(server.Requests.Count - 1, _time.Waits.Count);
        Assert.All(_time.Waits, w => Assert.InRange(w, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Kraken_gives_its_720_hours_and_says_that_there_are_no_more()
    {
        await using var server = new LoopbackServer(new Exchange(_time).Reply);
        var batch = await Ask("kraken", server, Hour.AddHours(-9648), Now);
        Assert.InRange(batch.Bars.Count, 710, 720);
        Assert.Contains("latest 720", batch.Incomplete);
        Assert.Equal(new DateTimeOffset(2025, 6, 15, 12, 0, 0, TimeSpan.Zero), batch.Bars[^1].Label);
    }

    [Fact]
    public async Task Krakens_last_entry_is_not_trusted_though_our_clock_calls_it_closed()
    {
        var behind = new Exchange(new WaitedTime(Hour.AddMinutes(-1)));
        await using var server = new LoopbackServer(behind.Reply);
        var batch = await Ask("kraken", server, Hour.AddHours(-10), Hour);
        Assert.Equal(Hour.AddHours(-2), batch.Bars[^1].Label);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task An_hour_without_trades_is_a_gap_that_is_told(string name)
    {
        var exchange = new Exchange(_time);
        var absent = new DateTimeOffset(2025, 6, 14, 5, 0, 0, TimeSpan.Zero);
        exchange.Absent.UnionWith([absent, absent.AddHours(1)]);
        await using var server = new LoopbackServer(exchange.Reply);
        var batch = await Ask(name, server, Hour.AddHours(-100), Now);
        Assert.Equal(new PriceGap(absent, absent.AddHours(1)), Assert.Single(batch.Gaps));
        Assert.Equal(98, batch.Bars.Count);
    }

    [Fact]
    public async Task The_newest_tiingo_chunk_ends_tomorrow_and_chunks_are_weeks()
    {
        await using var server = new LoopbackServer(new Exchange(_time).Reply);
        await Ask("tiingo", server, Now.AddDays(-20), Now);
        Assert.Equal("2025-06-16", server.Requests[0].Query("endDate"));
        Assert.Equal("2025-06-09", server.Requests[0].Query("startDate"));
        Assert.Equal("2025-06-09", server.Requests[1].Query("endDate"));
        Assert.Equal("2025-05-26", server.Requests[2].Query("startDate"));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task At_midnight_the_last_bar_of_the_day_is_asked_for_with_the_day_after()
    {
        var time = new WaitedTime(new DateTimeOffset(2025, 6, 15, 0, 0, 1, TimeSpan.Zero));
        var exchange = new Exchange(time);
        await using var server = new LoopbackServer(exchange.Reply);
        var batch = await Ask("tiingo", server, Now.AddDays(-3), Now, time);
        Assert.Equal("2025-06-16", server.Requests[0].Query("endDate"));
        Assert.Equal(exchange.Bar(new DateTimeOffset(2025, 6, 14, 23, 0, 0, TimeSpan.Zero)), batch.Bars[^1]);
    }

    [Fact]
    public async Task The_key_travels_in_its_header_and_in_no_address()
    {
        await using var server = new LoopbackServer(new Exchange(_time).Reply);
        await Ask("tiingo", server, Now.AddDays(-20), Now);
        Assert.All(server.Requests, r => Assert.Equal("Token " + Exchange.Key, r.Headers["Authorization"]));
        Assert.All(server.Requests, r => Assert.DoesNotContain("secret", r.Target));
        await Ask("coinbase", server, Now.AddDays(-20), Now);
        Assert.False(server.Requests[^1].Headers.ContainsKey("Authorization"));
        Assert.NotEmpty(server.Requests[^1].Headers["User-Agent"]);
    }

    [Fact]
    public async Task A_bar_that_the_source_has_not_closed_is_dropped_though_our_clock_runs_ahead()
    {
        var ahead = new WaitedTime(new DateTimeOffset(2025, 6, 15, 14, 0, 30, TimeSpan.Zero));
        var exchange = new Exchange(new WaitedTime(new DateTimeOffset(2025, 6, 15, 13, 59, 50, TimeSpan.Zero)));
        await using var server = new LoopbackServer(r => exchange.Reply(r) with { Headers = ["Date: Sun, 15 Jun 2025 13:59:50 GMT"] });
        var batch = await Ask("coinbase", server, Hour.AddHours(-10), Now.AddDays(1), ahead);
        Assert.Equal(new DateTimeOffset(2025, 6, 15, 12, 0, 0, TimeSpan.Zero), batch.Bars[^1].Label);
        Assert.Contains("40 s ahead", Assert.Single(batch.Warnings));
    }

    [Fact]
    public async Task An_hour_that_has_not_closed_is_not_even_asked_for()
    {
        await using var server = new LoopbackServer(new Exchange(_time).Reply);
        var refused = await Assert.ThrowsAsync<PriceSourceException>(() => Ask("coinbase", server, Now.AddMinutes(-10), Now.AddDays(1)));
        Assert.Equal(PriceFault.NoData, refused.Fault);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_bar_with_unusable_numbers_is_left_out_and_told()
    {
        var exchange = new Exchange(_time);
        var bad = exchange.Bar(new DateTimeOffset(2025, 6, 15, 3, 0, 0, TimeSpan.Zero));
        await using var server = new LoopbackServer(r => Answer.Ok(exchange.Reply(r).Body.Replace(
            FormattableString.Invariant($"{bad.Open:R},{bad.Close:R},{bad.Volume:R}]"), "1,0,0]", StringComparison.Ordinal)));
        var batch = await Ask("coinbase", server, Hour.AddHours(-20), Now);
        Assert.Equal(bad.Label, Assert.Single(batch.Gaps).From);
        Assert.Contains("has no usable price and was left out", Assert.Single(batch.Warnings));
    }

    private async Task<PriceBatch> Ask(string name, LoopbackServer server, DateTimeOffset from, DateTimeOffset until, WaitedTime? time = null)
    {
        var source = Exchange.Source(name, new HttpSourceOptions { BaseAddress = server.Address, Time = time ?? _time });
        using var owned = (IDisposable)source;
        return await (time ?? _time).RunAsync(source.GetBarsAsync(from, until, TestContext.Current.CancellationToken));
    }
}
