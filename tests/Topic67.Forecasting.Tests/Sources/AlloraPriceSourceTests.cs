using Allora.Sdk.Api;
using Microsoft.Extensions.Time.Testing;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

public sealed class AlloraPriceSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 5, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bars_of_every_page_are_put_together_by_the_hour_and_open_hours_are_left_out()
    {
        await using var server = new LoopbackServer(request => request.Target.Contains("continuation_token", StringComparison.Ordinal)
            ? Answer.Ok("""{"status":true,"data":{"data":[{"ticker":"btcusd","date":"2026-01-02T04:00:00Z","open":5,"high":6,"low":4,"close":5.5},{"ticker":"btcusd","date":"2026-01-02T05:00:00Z","open":9,"high":9,"low":9,"close":9}]}}""")
            : Answer.Ok("""{"status":true,"data":{"data":[{"ticker":"btcusd","date":"2026-01-02T03:30:00+00:00","open":"2","high":"4","low":"1.5","close":"3","volume":"2"},{"ticker":"btcusd","date":"2026-01-02T03:00:00Z","open":1,"high":2,"low":1,"close":2,"volume":1},{"ticker":"ethusd","date":"2026-01-02T03:00:00Z","open":1,"high":2,"low":1,"close":2}],"continuation_token":"next"}}"""));
        using var api = new AlloraApiClient(new AlloraApiOptions { BaseAddress = server.Address });

        var batch = await new AlloraPriceSource(api, new FakeTimeProvider(Now)).GetBarsAsync(Now.AddHours(-3), Now, Ct);

        Assert.Equal(
            [new HourlyBar(new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), 1, 4, 1, 3, 3), new HourlyBar(new(2026, 1, 2, 4, 0, 0, TimeSpan.Zero), 5, 6, 4, 5.5)],
            batch.Bars);
        Assert.Contains("from_date=2026-01-02", server.Requests[0].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, PriceFault.KeyRefused)]
    [InlineData(429, PriceFault.RateLimited)]
    [InlineData(503, PriceFault.Unreachable)]
    [InlineData(200, PriceFault.NoData)]
    public async Task Faults_are_told_in_a_price_sources_words(int status, PriceFault fault)
    {
        await using var server = new LoopbackServer(_ => new Answer(status, """{"status":true,"data":{"data":[{"ticker":"btcusd","date":"2026-01-02T03:00:00Z","open":"none"}]}}"""));
        using var api = new AlloraApiClient(new AlloraApiOptions { BaseAddress = server.Address, Retries = 0 });

        var failure = await Assert.ThrowsAsync<PriceSourceException>(() => new AlloraPriceSource(api, new FakeTimeProvider(Now)).GetBarsAsync(Now.AddHours(-3), Now, Ct));

        Assert.Equal(fault, failure.Fault);
    }
}
