using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

public sealed class CachedPriceSourceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Hour = new(2025, 6, 15, 13, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-cache-").FullName;
    private readonly WaitedTime _time = new(Hour.AddMinutes(5));
    private readonly Exchange _exchange;
    private readonly LoopbackServer _server;
    private Func<Request, Answer> _answer;

    public CachedPriceSourceTests()
    {
        _exchange = new Exchange(_time);
        _answer = _exchange.Reply;
        _server = new LoopbackServer(r => _answer(r));
    }

    private string CacheFile => Path.Combine(_folder, "bars-coinbase.csv");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Only_what_is_new_is_fetched_in_a_run_and_over_a_restart()
    {
        using (var first = Cached())
        {
            Assert.Equal(1000, (await Ask(first, 1000)).Bars.Count);
            Assert.Equal(4, _server.Requests.Count);
            await Ask(first, 1000);
            Assert.Equal(4, _server.Requests.Count);
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(Hour, (await Ask(first, 1000)).Bars[^1].Label);
            Assert.Equal(5, _server.Requests.Count);
        }

        _time.Advance(TimeSpan.FromHours(2));
        using var second = Cached();
        var batch = await Ask(second, 1000);
        Assert.Equal(6, _server.Requests.Count);
        Assert.Equal("2025-06-15T11:00:00Z", _server.Requests[^1].Query("start"));
        Assert.Equal(1003, batch.Bars.Count);
        Assert.Equal(batch.Bars.Select(b => _exchange.Bar(b.Label)), batch.Bars);
        Assert.Equal(batch.Bars, CsvBars.ReadFile(CacheFile));
    }

    [Fact]
    public async Task Older_history_than_the_cache_holds_is_fetched_once()
    {
        using var cached = Cached();
        await Ask(cached, 200);
        Assert.Equal(500, (await Ask(cached, 500)).Bars.Count);
        Assert.Equal(2, _server.Requests.Count);
        await Ask(cached, 500);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_failing_source_leaves_what_is_known_with_a_warning()
    {
        using var cached = Cached();
        await Ask(cached, 100);
        _time.Advance(TimeSpan.FromHours(5));
        _answer = _ => new Answer(404, "gone");
        var batch = await Ask(cached, 100);
        Assert.Equal((100, Hour.AddHours(-1)), (batch.Bars.Count, batch.Bars[^1].Label));
        Assert.Contains("404", batch.Incomplete);
        Assert.Contains("The cached bars are used", Assert.Single(batch.Warnings));
        Assert.Equal(5, Assert.Single(batch.Gaps).Hours);
    }

    [Fact]
    public async Task A_failing_source_with_nothing_known_fails()
    {
        _answer = _ => new Answer(404, "gone");
        using var cached = Cached();
        Assert.Equal(PriceFault.Refused, (await Assert.ThrowsAsync<PriceSourceException>(() => Ask(cached, 100))).Fault);
        Assert.False(File.Exists(CacheFile));
    }

    [Fact]
    public async Task History_that_a_limit_cut_short_is_completed_by_the_next_call()
    {
        var calls = 0;
        _answer = r => ++calls == 3 ? new Answer(429, "") { Headers = ["Retry-After: 1800"] } : _exchange.Reply(r);
        using var cached = Cached();
        var part = await Ask(cached, 1000);
        Assert.Equal(600, part.Bars.Count);
        Assert.NotNull(part.Incomplete);
        _time.Advance(TimeSpan.FromMinutes(30));
        var whole = await Ask(cached, 1000);
        Assert.Equal((1000, null), (whole.Bars.Count, whole.Incomplete));
    }

    [Fact]
    public async Task A_revised_bar_and_an_hour_that_appears_late_replace_what_is_known()
    {
        var late = Hour.AddHours(-20);
        _exchange.Absent.Add(late);
        using var cached = Cached();
        Assert.Single((await Ask(cached, 100)).Gaps);
        _exchange.Absent.Clear();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await Ask(cached, 100)).Gaps);
        var revised = new Exchange(_time) { Factor = 1.001 };
        _answer = revised.Reply;
        _time.Advance(TimeSpan.FromHours(1));
        var bars = (await Ask(cached, 100)).Bars;
        Assert.Equal([.. bars.TakeLast(4).Select(b => revised.Bar(b.Label))], bars.TakeLast(4));
        Assert.Equal(_exchange.Bar(bars[^5].Label), bars[^5]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("timestamp_utc,open,high,low,close,volume\n")]
    [InlineData("timestamp_utc,open,high,low,close,volume\n2025-06-15T00:00:00Z,1,1,1,1,1\n2025-06-15T01:00:0")]
    public async Task A_broken_cache_is_moved_away_and_fetched_again(string content)
    {
        File.WriteAllText(CacheFile, content);
        using var cached = Cached();
        var batch = await Ask(cached, 100);
        Assert.Equal(batch.Bars.Select(b => _exchange.Bar(b.Label)), batch.Bars);
        Assert.Contains(".bad", Assert.Single(batch.Warnings));
        Assert.Equal(content, File.ReadAllText(CacheFile + ".bad"));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_a_warning_and_no_failure()
    {
        var file = Path.Combine(_folder, "not-a-folder");
        File.WriteAllText(file, "");
        using var cached = new CachedPriceSource(Coinbase(), file, _time);
        var batch = await Ask(cached, 100);
        Assert.Equal(100, batch.Bars.Count);
        Assert.Contains("could not be written", Assert.Single(batch.Warnings));
    }

    [Fact]
    public async Task Calls_at_the_same_time_take_turns_and_fetch_once()
    {
        using var cached = Cached();
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask(cached, 200)));
        Assert.All(both, b => Assert.Equal(200, b.Bars.Count));
        Assert.Single(_server.Requests);
    }

    private CoinbasePriceSource Coinbase() => new(new HttpSourceOptions { BaseAddress = _server.Address, Time = _time, PageInterval = TimeSpan.Zero });

    private CachedPriceSource Cached() => new(Coinbase(), _folder, _time);

    private static Task<PriceBatch> Ask(CachedPriceSource source, int hours) =>
        source.GetBarsAsync(Hour.AddHours(-hours), Hour.AddDays(2), TestContext.Current.CancellationToken);
}
