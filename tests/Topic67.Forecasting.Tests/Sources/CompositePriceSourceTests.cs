using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

public sealed class CompositePriceSourceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Hour = new(2025, 6, 15, 13, 0, 0, TimeSpan.Zero);

    private readonly WaitedTime _time = new(Hour.AddMinutes(5));
    private readonly List<LoopbackServer> _servers = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task The_first_source_that_answers_is_used_and_the_second_watches_it()
    {
        using var composite = Composite(Coinbase(Market().Reply), Binance(Market(1.0004).Reply));
        var batch = await Ask(composite);
        Assert.Equal("coinbase", batch.Source);
        Assert.Equal(500, batch.Bars.Count);
        Assert.Empty(batch.Warnings);
        Assert.Equal(2, _servers[0].Requests.Count);
        Assert.Single(_servers[1].Requests);
    }

    [Fact]
    public async Task Where_one_fails_the_next_answers_and_the_failure_is_told()
    {
        using var composite = Composite(Coinbase(_ => new Answer(404, "gone")), Binance(Market().Reply));
        var batch = await Ask(composite);
        Assert.Equal(("binance", 500), (batch.Source, batch.Bars.Count));
        Assert.Contains("404", Assert.Single(batch.Warnings));
    }

    [Fact]
    public async Task Where_all_fail_the_reasons_are_told_and_the_shortest_wait()
    {
        using var composite = Composite(
            Coinbase(_ => new Answer(429, "") { Headers = ["Retry-After: 600"] }),
            Binance(_ => new Answer(418, "") { Headers = ["Retry-After: 90"] }),
            Kraken(_ => new Answer(404, "gone")));
        var failed = await Assert.ThrowsAsync<PriceSourceException>(() => Ask(composite));
        Assert.Equal((PriceFault.RateLimited, true, TimeSpan.FromSeconds(90)), (failed.Fault, failed.IsTransient, failed.RetryAfter));
        Assert.Contains("coinbase", failed.Message);
        Assert.Contains("binance", failed.Message);
        Assert.Contains("kraken", failed.Message);
    }

    [Fact]
    public async Task A_stale_source_gives_way_to_a_fresh_one_with_a_short_memory_and_keeps_the_older_bars()
    {
        var stale = new Exchange(_time);
        for (var hour = 1; hour <= 5; hour++)
            stale.Absent.Add(Hour.AddHours(-hour));
        using var composite = Composite(Coinbase(stale.Reply), Kraken(Market().Reply));
        var batch = await _time.RunAsync(composite.GetBarsAsync(Hour.AddHours(-2000), Hour, TestContext.Current.CancellationToken));
        Assert.Equal(("kraken", Hour.AddHours(-1)), (batch.Source, batch.Bars[^1].Label));
        Assert.Equal(2000, batch.Bars.Count);
        Assert.Empty(batch.Gaps);
        Assert.Contains(batch.Warnings, w => w.Contains("coinbase is stale"));
        Assert.Contains(batch.Warnings, w => w.Contains("are those of coinbase"));
    }

    [Fact]
    public async Task A_difference_that_is_notable_is_a_warning_with_its_size()
    {
        using var composite = Composite(Coinbase(Market().Reply), Binance(Market(1.02).Reply));
        var batch = await Ask(composite);
        Assert.Equal("coinbase", batch.Source);
        Assert.Contains("1.98 % apart", Assert.Single(batch.Warnings));
    }

    [Fact]
    public async Task Two_sources_far_apart_are_both_not_believed()
    {
        using var composite = Composite(Coinbase(Market().Reply), Binance(Market(1.2).Reply));
        var refused = await Assert.ThrowsAsync<PriceSourceException>(() => Ask(composite));
        Assert.Equal(PriceFault.BadData, refused.Fault);
        Assert.Contains("coinbase and binance are 18.23 % apart", refused.Message);
    }

    [Theory]
    [InlineData(1, 1.2, 1.001, "coinbase")]
    [InlineData(1.2, 1, 1.001, "binance")]
    public async Task A_third_source_decides_which_of_two_is_believed(double first, double second, double third, string believed)
    {
        using var composite = Composite(Coinbase(Market(first).Reply), Binance(Market(second).Reply), Kraken(Market(third).Reply));
        var batch = await Ask(composite);
        Assert.Equal((believed, 500), (batch.Source, batch.Bars.Count));
        Assert.Equal(Market().Bar(Hour.AddHours(-1)).Close, batch.Bars[^1].Close);
        Assert.NotEmpty(batch.Warnings);
    }

    [Fact]
    public async Task Three_sources_that_all_differ_are_not_believed()
    {
        using var composite = Composite(Coinbase(Market().Reply), Binance(Market(1.2).Reply), Kraken(Market(0.8).Reply));
        Assert.Equal(PriceFault.BadData, (await Assert.ThrowsAsync<PriceSourceException>(() => Ask(composite))).Fault);
    }

    [Fact]
    public async Task A_watcher_that_fails_is_told_and_does_not_stop_the_answer()
    {
        using var composite = Composite(Coinbase(Market().Reply), Binance(_ => new Answer(404, "gone")));
        var batch = await Ask(composite);
        Assert.Equal(500, batch.Bars.Count);
        Assert.Contains("404", Assert.Single(batch.Warnings));
    }

    [Fact]
    public void Made_up_prices_never_stand_in_for_real_ones() => Assert.Throws<ArgumentException>(
        () => new CompositePriceSource([new CoinbasePriceSource(), new SimulatedPriceSource(1, Hour)]));

    private Exchange Market(double factor = 1) => new(_time) { Factor = factor };

    private CoinbasePriceSource Coinbase(Func<Request, Answer> answer) => new(Options(answer));

    private BinancePriceSource Binance(Func<Request, Answer> answer) => new(Options(answer));

    private KrakenPriceSource Kraken(Func<Request, Answer> answer) => new(Options(answer));

    private HttpSourceOptions Options(Func<Request, Answer> answer)
    {
        var server = new LoopbackServer(answer);
        _servers.Add(server);
        return new HttpSourceOptions { BaseAddress = server.Address, Time = _time, PageInterval = TimeSpan.Zero };
    }

    private CompositePriceSource Composite(params IPriceSource[] sources) => new(sources, new CompositeOptions { Time = _time });

    private Task<PriceBatch> Ask(CompositePriceSource source) =>
        _time.RunAsync(source.GetBarsAsync(Hour.AddHours(-500), Hour.AddHours(1), TestContext.Current.CancellationToken));
}
