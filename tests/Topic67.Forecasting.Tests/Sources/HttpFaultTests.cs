using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

/// <summary>Everything that a price server does wrong, and what the source makes of it.</summary>
public sealed class HttpFaultTests
{
    private static readonly DateTimeOffset Hour = new(2025, 6, 15, 13, 0, 0, TimeSpan.Zero);

    private readonly WaitedTime _time = new(Hour.AddMinutes(20));
    private int _calls;

    [Theory]
    [InlineData(429, "tiingo")]
    [InlineData(429, "coinbase")]
    [InlineData(429, "kraken")]
    [InlineData(418, "binance")]
    public async Task A_short_limit_is_waited_out_as_long_as_it_says(int status, string name)
    {
        await using var server = Server(r => _calls == 1 ? new Answer(status, "[]") { Headers = ["Retry-After: 7"] } : Market.Reply(r));
        var batch = await Ask(name, server);
        Assert.Equal(20, batch.Bars.Count);
        Assert.Equal([TimeSpan.FromSeconds(7)], _time.Waits);
    }

    [Fact]
    public async Task A_limit_can_be_given_as_a_date()
    {
        await using var server = Server(r => _calls == 1
            ? new Answer(429, "") { Headers = ["Date: Sun, 15 Jun 2025 13:20:00 GMT", "Retry-After: Sun, 15 Jun 2025 13:20:09 GMT"] }
            : Market.Reply(r));
        await Ask("coinbase", server);
        Assert.Equal([TimeSpan.FromSeconds(9)], _time.Waits);
    }

    [Fact]
    public async Task A_long_ban_fails_at_once_keeps_us_away_for_its_time_and_then_ends()
    {
        await using var server = Server(r => _calls == 1 ? new Answer(418, "{\"code\":-1003}") { Headers = ["Retry-After: 300"] } : Market.Reply(r));
        using var source = new BinancePriceSource(Options(server));
        var banned = await Fails(source);
        Assert.Equal((PriceFault.RateLimited, true, TimeSpan.FromSeconds(300)), (banned.Fault, banned.IsTransient, banned.RetryAfter));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Contains("possible in 1 s", (await Fails(source)).Message);
        Assert.Single(server.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(20, (await _time.RunAsync(source.GetBarsAsync(Hour.AddHours(-20), Hour, TestContext.Current.CancellationToken))).Bars.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Tiingos_spent_allocation_is_a_limit_until_the_next_hour_whatever_its_status(int status)
    {
        const string spent = "{\"detail\": \"Error: You have run over your hourly request allocation. Then wait or upgrade.\"}";
        await using var server = Server(_ => new Answer(status, spent));
        var limited = await Fails(new TiingoPriceSource(Exchange.Key, Options(server)));
        Assert.Equal((PriceFault.RateLimited, TimeSpan.FromMinutes(40)), (limited.Fault, limited.RetryAfter));
    }

    [Fact]
    public async Task What_came_before_a_limit_is_given_and_called_incomplete()
    {
        await using var server = Server(r => _calls > 3 ? new Answer(429, "") { Headers = ["Retry-After: 3000"] } : Market.Reply(r));
        using var source = new CoinbasePriceSource(Options(server));
        var batch = await _time.RunAsync(source.GetBarsAsync(Hour.AddHours(-2000), Hour, TestContext.Current.CancellationToken));
        Assert.Equal((900, Hour.AddHours(-1)), (batch.Bars.Count, batch.Bars[^1].Label));
        Assert.Contains("429", batch.Incomplete);
        Assert.Equal(1100, Assert.Single(batch.Gaps).Hours);
    }

    [Theory]
    [InlineData(401, "{\"detail\":\"Invalid token.\"}")]
    [InlineData(403, "{\"detail\":\"Please supply a token\"}")]
    [InlineData(200, "{\"detail\":\"Invalid token 0123456789abcdef-SECRET.\"}")]
    [InlineData(403, "0123456789abcdef-secret is not known")]
    public async Task A_refused_key_is_said_without_telling_it_and_not_tried_again(int status, string body)
    {
        await using var server = Server(_ => new Answer(status, body));
        var refused = await Fails(new TiingoPriceSource(Exchange.Key, Options(server)));
        Assert.Equal((PriceFault.KeyRefused, false), (refused.Fault, refused.IsTransient));
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_key_that_a_reply_repeats_across_the_cut_of_the_excerpt_does_not_leak()
    {
        await using var server = Server(_ => new Answer(404, new string('x', 190) + Exchange.Key));
        var refused = await Fails(new TiingoPriceSource(Exchange.Key, Options(server)));
        Assert.Equal(PriceFault.Refused, refused.Fault);
        Assert.DoesNotContain("0123", refused.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("key\nwith-a-line")]
    public void A_key_that_cannot_be_one_is_refused_at_once(string key) =>
        Assert.Equal(PriceFault.KeyRefused, Assert.Throws<PriceSourceException>(() => new TiingoPriceSource(key)).Fault);

    [Theory]
    [InlineData("{\"error\":[\"EGeneral:Too many requests\"]}", PriceFault.RateLimited)]
    [InlineData("{\"error\": [\"EAPI:Rate limit exceeded\"]}", PriceFault.RateLimited)]
    [InlineData("{\"error\":[\"EService:Unavailable\"]}", PriceFault.Unreachable)]
    [InlineData("{\"error\":[\"EQuery:Unknown asset pair\"]}", PriceFault.Refused)]
    public async Task Krakens_errors_come_with_status_200(string body, PriceFault fault)
    {
        await using var server = Server(_ => Answer.Ok(body));
        Assert.Equal(fault, (await Fails(new KrakenPriceSource(Options(server)))).Fault);
        Assert.Equal(fault == PriceFault.Refused ? 1 : 3, server.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_server_error_is_tried_again_with_growing_pauses(int status)
    {
        await using var server = Server(r => _calls < 3 ? new Answer(status, "<html>") : Market.Reply(r));
        Assert.Equal(20, (await Ask("binance", server)).Bars.Count);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], _time.Waits);
    }

    [Fact]
    public async Task A_torn_answer_is_asked_for_again()
    {
        await using var server = Server(r => _calls == 1 ? Market.Reply(r) with { TornAt = 50 } : Market.Reply(r));
        Assert.Equal(20, (await Ask("coinbase", server)).Bars.Count);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_the_timeout_and_the_tries()
    {
        var time = new WaitedTime(Hour.AddMinutes(20)) { LetRequestsTimeOut = true };
        await using var server = Server(_ => Answer.Ok("") with { Silent = true });
        using var source = new CoinbasePriceSource(Options(server) with { Time = time });
        var timeout = await Assert.ThrowsAsync<PriceSourceException>(
            () => time.RunAsync(source.GetBarsAsync(Hour.AddHours(-20), Hour, TestContext.Current.CancellationToken)));
        Assert.Equal((PriceFault.Timeout, true), (timeout.Fault, timeout.IsTransient));
        Assert.Equal([10, 1, 10, 2, 10], time.Waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        var gone = Server(_ => Answer.Ok("[]"));
        await gone.DisposeAsync();
        Assert.Equal(PriceFault.Unreachable, (await Fails(new CoinbasePriceSource(Options(gone)))).Fault);
    }

    [Theory]
    [InlineData("coinbase", "{\"message\":\"NotFound\"}")]
    [InlineData("coinbase", "[[1]]")]
    [InlineData("coinbase", "[[\"a\",1,2,3,4,5]]")]
    [InlineData("binance", "not json")]
    [InlineData("binance", "[[99999999999999999,\"1\",\"1\",\"1\",\"1\",\"1\"]]")]
    [InlineData("kraken", "{\"error\":[],\"result\":{}}")]
    [InlineData("kraken", "[]")]
    [InlineData("tiingo", "[{\"ticker\":\"btcusd\"}]")]
    [InlineData("tiingo", "[{\"priceData\":[{\"date\":\"soon\"}]}]")]
    [InlineData("tiingo", "")]
    public async Task Another_shape_than_documented_is_bad_data_and_not_a_crash(string name, string body)
    {
        await using var server = Server(_ => Answer.Ok(body));
        Assert.Equal(PriceFault.BadData, (await Fails(Exchange.Source(name, Options(server)))).Fault);
    }

    [Theory]
    [InlineData("coinbase", "[]")]
    [InlineData("tiingo", "[]")]
    [InlineData("kraken", "{\"error\":[],\"result\":{\"XXBTZUSD\":[],\"last\":1}}")]
    public async Task An_empty_answer_is_no_data(string name, string body)
    {
        await using var server = Server(_ => Answer.Ok(body));
        Assert.Equal(PriceFault.NoData, (await Fails(Exchange.Source(name, Options(server)))).Fault);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_that_the_key_stays_where_it_was_sent()
    {
        await using var server = Server(_ => new Answer(302, "") { Headers = ["Location: http://127.0.0.1:1/"] });
        Assert.Equal(PriceFault.Refused, (await Fails(new TiingoPriceSource(Exchange.Key, Options(server)))).Fault);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_as_cancelled()
    {
        await using var server = Server(_ => Answer.Ok("") with { Silent = true });
        using var source = new CoinbasePriceSource(Options(server));
        using var stop = new CancellationTokenSource();
        var asking = source.GetBarsAsync(Hour.AddHours(-20), Hour, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private Exchange Market => new(_time);

    private LoopbackServer Server(Func<Request, Answer> handler) => new(request =>
    {
        Interlocked.Increment(ref _calls);
        return handler(request);
    });

    private HttpSourceOptions Options(LoopbackServer server) => new() { BaseAddress = server.Address, Time = _time };

    private async Task<PriceBatch> Ask(string name, LoopbackServer server)
    {
        var source = Exchange.Source(name, Options(server));
        using var owned = (IDisposable)source;
        return await _time.RunAsync(source.GetBarsAsync(Hour.AddHours(-20), Hour, TestContext.Current.CancellationToken));
    }

    private Task<PriceSourceException> Fails(IPriceSource source) => Assert.ThrowsAsync<PriceSourceException>(
        () => _time.RunAsync(source.GetBarsAsync(Hour.AddHours(-20), Hour, TestContext.Current.CancellationToken)));
}
