#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using Allora.Sdk.Api;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Api;

public class AlloraApiClientTests
{
    private const string Topic = """
        {"topic_id":67,"topic_name":"BTC","description":null,"epoch_length":"720","ground_truth_lag":2016,"loss_method":"zptae","worker_submission_window":120,
         "worker_count":31,"reputer_count":4,"total_staked_allo":12345.678901234567890123,"total_emissions_allo":"9.5","is_active":true,"updated_at":"2026-01-02T03:04:05Z","brand_new":[1,{}]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Topics_come_from_every_page_and_the_key_goes_with_each_request()
    {
        await using var server = await LoopbackApi.StartAsync((request, _) => request.Target switch
        {
            "/v2/allora/allora-testnet-1/topics" => ApiAnswer.Data($$"""{"topics":[{{Topic}}],"continuation_token":"a b&c"}"""),
            "/v2/allora/allora-testnet-1/topics?continuation_token=a%20b%26c" => ApiAnswer.Data($$"""{"topics":[{"topic_id":"68"}],"continuation_token":null}"""),
            _ => new ApiAnswer(404),
        });
        using var api = Client(server, key: "open sesame");

        var topics = await api.GetTopicsAsync(Ct).ToListAsync(Ct);

        Assert.Equal([67UL, 68UL], topics.Select(topic => topic.TopicId));
        Assert.Equal(("BTC", 720L, "zptae", "12345.678901234567890123"), (topics[0].TopicName, topics[0].EpochLength, topics[0].LossMethod, topics[0].TotalStakedAllo));
        Assert.Equal((true, null, null), (topics[0].IsActive, topics[0].IsEndorsed, topics[0].Description));
        Assert.All(server.Received, request => Assert.Equal("open sesame", request.Key));
        Assert.DoesNotContain("sesame", new AlloraApiOptions { ApiKey = "open sesame" }.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Pages_that_lead_in_a_circle_end()
    {
        await using var server = await LoopbackApi.StartAsync((_, _) => ApiAnswer.Data("""{"topics":[],"continuation_token":"again"}"""));
        using var api = Client(server);

        var failure = await Assert.ThrowsAsync<AlloraException>(async () => await api.GetTopicsAsync(Ct).CountAsync(Ct));

        Assert.Contains("repeat", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Received.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Inferences_and_bars_are_read()
    {
        const string inference = """
            {"signature":"0xab","token_decimals":18,"inference_data":{"network_inference":"123","network_inference_normalized":"0.0123","confidence_interval_percentiles":["228"],
             "confidence_interval_percentiles_normalized":["2.28"],"confidence_interval_values":["1"],"confidence_interval_values_normalized":["0.1"],"topic_id":"67","timestamp":1700000000,"extra_data":"0x"}}
            """;
        await using var server = await LoopbackApi.StartAsync((request, _) => request.Target switch
        {
            "/v2/allora/allora-testnet-1/topics/67" => ApiAnswer.Data(Topic),
            "/v2/allora/consumer/ethereum-11155111?allora_topic_id=67&inference_value_type=uint256" => ApiAnswer.Data(inference),
            "/v2/allora/consumer/price/ethereum-1/BTC/8h" => ApiAnswer.Data(inference),
            "/v2/allora/market-data/ohlc?tickers=btcusd%2Cethusd&from_date=2026-01-02" => ApiAnswer.Data("""{"data":[{"ticker":"btcusd","date":"2026-01-02T00:00:00Z","open":1.5,"high":2,"low":"1","close":1.25,"volume":10}],"continuation_token":"2"}"""),
            "/v2/allora/market-data/ohlc?tickers=btcusd%2Cethusd&from_date=2026-01-02&continuation_token=2" => ApiAnswer.Data("""{"data":[{"ticker":"ethusd"}]}"""),
            _ => new ApiAnswer(404),
        });
        using var api = Client(server);

        Assert.Equal(67UL, (await api.GetTopicAsync(67, Ct)).TopicId);
        var evm = await api.GetInferenceAsync(67, cancellationToken: Ct);
        Assert.Equal(("0xab", 18, "123", "0.0123", 1_700_000_000L), (evm.Signature, evm.TokenDecimals, evm.InferenceData.NetworkInference, evm.InferenceData.NetworkInferenceNormalized, evm.InferenceData.Timestamp));
        Assert.Equal(["2.28"], evm.InferenceData.ConfidenceIntervalPercentilesNormalized);
        Assert.Equal("67", (await api.GetPriceInferenceAsync("BTC", "8h", ApiConsumer.Ethereum, Ct)).InferenceData.TopicId);
        var bars = await api.GetBarsAsync(["btcusd", "ethusd"], new DateOnly(2026, 1, 2), Ct).ToListAsync(Ct);
        Assert.Equal([("btcusd", "1.5", "1", "10"), ("ethusd", "", "", null)], bars.Select(bar => (bar.Ticker, bar.Open, bar.Low, bar.Volume)));
    }

    // The shape that the two published clients read: texts for amounts, numbers for counts, and fields that are not always there.
    [Fact(Timeout = 60_000)]
    public async Task Bars_are_read_in_the_shape_that_published_clients_read_and_in_looser_ones()
    {
        await using var server = await LoopbackApi.StartAsync((_, count) => count switch
        {
            1 => ApiAnswer.Data("""
                {"data":[{"ticker":"btcusd","exchange_code":"","date":"2025-10-09T00:00:00.000Z","open":"123288.01","high":"123300","low":"123280.5","close":"123299.99",
                 "trades_done":151,"volume":"2.10345","volume_notional":"259350.2","something_new":{"a":[1]}}],"continuation_token":"eyJwIjoxfQ==","more":null}
                """),
            2 => ApiAnswer.Data("""{"data":[{"ticker":"btcusd","date":"2025-10-09 00:01:00+00:00","open":1e5,"high":2,"low":1,"close":1,"trades_done":"7","volume":null}],"continuation_token":"b"}"""),
            3 => ApiAnswer.Data("""{"data":null,"continuation_token":"c"}"""),
            _ => ApiAnswer.Data("""{"data":[],"continuation_token":null}"""),
        });
        using var api = Client(server);

        var bars = await api.GetBarsAsync(["btcusd"], new DateOnly(2025, 10, 9), Ct).ToListAsync(Ct);

        Assert.Equal([("", "123288.01", "2.10345", "259350.2", 151L), (null, "1e5", null, null, 7L)], bars.Select(bar => (bar.ExchangeCode, bar.Open, bar.Volume, bar.VolumeNotional, bar.TradesDone!.Value)));
        Assert.Equal(4, server.Received.Count);
        Assert.EndsWith("&continuation_token=eyJwIjoxfQ%3D%3D", server.Received.ElementAt(1).Target, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(401, AlloraErrorReason.AccessDenied, false)]
    [InlineData(403, AlloraErrorReason.AccessDenied, false)]
    [InlineData(404, AlloraErrorReason.NotFound, false)]
    [InlineData(400, AlloraErrorReason.InvalidRequest, false)]
    [InlineData(503, AlloraErrorReason.Unavailable, true)]
    [InlineData(429, AlloraErrorReason.RateLimited, true)]
    public async Task Refusals_are_typed(int status, AlloraErrorReason reason, bool transient)
    {
        await using var server = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(status, """{"status":false,"apiResponseMessage":"because"}"""));
        using var api = Client(server, retries: 0);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => api.GetTopicAsync(67, Ct));

        Assert.Equal((reason, transient), (failure.Reason, failure.IsTransient));
        Assert.EndsWith($"(HTTP {status}): because", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_passes_is_tried_again_after_the_pause_that_the_server_asks_for()
    {
        await using var server = await LoopbackApi.StartAsync((_, count) => count switch
        {
            1 => new ApiAnswer(429, RetryAfter: "7"),
            2 => new ApiAnswer(502, "<html>"),
            _ => ApiAnswer.Data(Topic),
        });
        var time = new FakeTimeProvider();
        using var api = Client(server, time: time);

        var asking = api.GetTopicAsync(67, Ct);
        while (server.Received.IsEmpty)
            await Task.Delay(5, Ct);
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(1), () => server.Received.Count == 2);
        await AdvanceUntilAsync(time, TimeSpan.FromMilliseconds(100), () => asking.IsCompleted);

        Assert.Equal(67UL, (await asking).TopicId);
        Assert.Equal(3, server.Received.Count);
        Assert.True(time.GetUtcNow() - time.Start >= TimeSpan.FromSeconds(7), "the pause was kept");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_longer_pause_than_allowed_ends_the_request()
    {
        await using var server = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(429, RetryAfter: "3600"));
        using var api = Client(server);

        Assert.Equal(AlloraErrorReason.RateLimited, (await Assert.ThrowsAsync<AlloraException>(() => api.GetTopicAsync(67, Ct))).Reason);
        Assert.Single(server.Received);
    }

    [Fact(Timeout = 60_000)]
    public async Task Silence_and_answers_that_are_no_JSON_are_told_apart()
    {
        await using var server = await LoopbackApi.StartAsync((request, _) =>
            request.Target.EndsWith("/1", StringComparison.Ordinal) ? new ApiAnswer(200, Hangs: true)
            : request.Target.EndsWith("/2", StringComparison.Ordinal) ? new ApiAnswer(200, "<html>a page</html>")
            : new ApiAnswer(200, """{"status":false,"apiResponseMessage":"no such topic"}"""));
        using var api = Client(server, retries: 0, timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal(AlloraErrorReason.Timeout, (await Assert.ThrowsAsync<AlloraException>(() => api.GetTopicAsync(1, Ct))).Reason);
        using var patient = Client(server, retries: 0);
        Assert.Equal(AlloraErrorReason.Unavailable, (await Assert.ThrowsAsync<AlloraException>(() => patient.GetTopicAsync(2, Ct))).Reason);
        var missing = await Assert.ThrowsAsync<AlloraException>(() => patient.GetTopicAsync(3, Ct));
        Assert.Contains("no such topic", missing.Message, StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        var waiting = patient.GetTopicAsync(1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }

    private static AlloraApiClient Client(LoopbackApi server, string? key = null, int retries = 2, TimeSpan? timeout = null, TimeProvider? time = null) => new(new AlloraApiOptions
    {
        BaseAddress = new Uri(server.Address, "v2"),
        ApiKey = key,
        Retries = retries,
        RequestTimeout = timeout ?? TimeSpan.FromSeconds(50),
        TimeProvider = time ?? TimeProvider.System,
    });

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan step, Func<bool> done)
    {
        while (!done())
        {
            time.Advance(step);
            await Task.Delay(10, Ct);
        }
    }

    [Fact]
    public async Task A_topic_has_its_competition_and_its_newest_inference()
    {
        await using var api = await LoopbackApi.StartAsync(static (_, _) => ApiAnswer.Data(
            """{"topic_id":67,"topic_name":"BTC","forge_competition_id":12,"forge_competition_start_date":"2025-09-16T00:00:00Z","forge_competition_end_date":null,"latest_network_inference":{"combined_value":"0.0123","naive_value":null,"timestamp":1737480000000}}"""));
        using var client = new AlloraApiClient(new AlloraApiOptions { BaseAddress = new Uri(api.Address, "/v2?key=k") });
        var topic = await client.GetTopicAsync(67, TestContext.Current.CancellationToken);
        Assert.Equal(("12", "2025-09-16T00:00:00Z", null), (topic.ForgeCompetitionId, topic.ForgeCompetitionStartDate, topic.ForgeCompetitionEndDate));
        Assert.Equal(("0.0123", null, 1737480000000), (topic.LatestNetworkInference!.CombinedValue, topic.LatestNetworkInference.NaiveValue, topic.LatestNetworkInference.Timestamp));
        Assert.EndsWith("/topics/67?key=k", api.Received.Single().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bars_by_month_are_listed_with_their_state()
    {
        await using var api = await LoopbackApi.StartAsync(static (_, _) => ApiAnswer.Data("""{"data":[{"ticker":"btcusd","state":"ready","download_url":"https://files.example/a.csv"},{"state":"pending","download_url":null}],"continuation_token":null}"""));
        using var client = new AlloraApiClient(new AlloraApiOptions { BaseAddress = api.Address });
        var months = new List<ApiBarMonth>();
        await foreach (var month in client.GetBarMonthsAsync(["btcusd"], new DateOnly(2025, 3, 14), TestContext.Current.CancellationToken))
            months.Add(month);
        Assert.Equal([true, false], months.Select(static month => month.IsReady));
        Assert.EndsWith("/allora/market-data/ohlc/buckets/by-month?tickers=btcusd&from_month=2025-03", api.Received.Single().Target, StringComparison.Ordinal);
    }
}
