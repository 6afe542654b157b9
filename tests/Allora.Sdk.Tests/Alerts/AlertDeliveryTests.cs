using System.Collections.Concurrent;
using System.Text.Json;
using Allora.Sdk.Alerts;
using Allora.Sdk.Tests.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

#pragma warning disable xUnit1069 // Each wait has a bound of its own.
namespace Allora.Sdk.Tests.Alerts;

/// <summary>Requests to a receiver that refuses, redirects, hangs, is away, and returns.</summary>
public sealed class AlertDeliveryTests : IDisposable
{
    private const string Token = "T0ken-of-the-h00k";

    private static readonly DateTimeOffset Since = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Since);
    private readonly AlertOutbox _outbox = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _outbox.Dispose();
        _stop.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_request_has_the_form_of_Alertmanager_and_a_line_of_text()
    {
        await using var receiver = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200));
        _outbox.Put([Alert(1) with { Detail = "bad <!channel> @here" }, Alert(2) with { Resolved = Since.AddMinutes(1) }]);
        await RunAsync(receiver.Address, () => receiver.Received.Count == 1);

        var request = Assert.Single(receiver.Received);
        Assert.Equal(("POST", $"/{Token}?key={Token}", "application/json", "Basic dXNlcjpwYXNz"), (request.Method, request.Target, request.ContentType, request.Authorization));
        using var body = JsonDocument.Parse(request.Body);
        var root = body.RootElement;
        Assert.Equal(("4", "firing", "allora"), (root.GetProperty("version").GetString(), root.GetProperty("status").GetString(), root.GetProperty("receiver").GetString()));
        Assert.Equal("""{"alertname":"AlloraWindowMissed","severity":"warning","allora_chain_id":"chain","allora_wallet_address":"allo1x"}""", root.GetProperty("commonLabels").GetRawText());
        foreach (var name in (string[])["groupKey", "truncatedAlerts", "groupLabels", "commonAnnotations", "externalURL"])
            Assert.True(root.TryGetProperty(name, out _), name);
        var (first, second) = (root.GetProperty("alerts")[0], root.GetProperty("alerts")[1]);
        Assert.Equal(("firing", "2026-05-01T12:00:00Z", "0001-01-01T00:00:00Z", "1"), (first.GetProperty("status").GetString(), first.GetProperty("startsAt").GetString(), first.GetProperty("endsAt").GetString(), first.GetProperty("labels").GetProperty("allora_topic_id").GetString()));
        Assert.Equal(("resolved", "2026-05-01T12:01:00Z"), (second.GetProperty("status").GetString(), second.GetProperty("endsAt").GetString()));
        Assert.Matches("^[0-9a-f]{16}$", first.GetProperty("fingerprint").GetString());
        Assert.NotEqual(first.GetProperty("fingerprint").GetString(), second.GetProperty("fingerprint").GetString());
        Assert.Equal("[FIRING] AlloraWindowMissed: bad (!channel)  at here; [RESOLVED] AlloraWindowMissed: missed", root.GetProperty("text").GetString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(302)]
    [InlineData(0)]
    public async Task A_receiver_that_fails_is_tried_again_with_back_off_and_logged_once(int status)
    {
        await using var elsewhere = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200));
        await using var receiver = await LoopbackApi.StartAsync((request, count) =>
            count > 4 ? new ApiAnswer(200) : new ApiAnswer(status == 0 ? 200 : status, $"denied {request.Target}", Location: status == 302 ? $"{elsewhere.Address}" : null, Hangs: status == 0));
        _outbox.Put([Alert(1)]);
        var started = _time.GetUtcNow();
        await RunAsync(receiver.Address, () => receiver.Received.Count == 5 && _log.Count == 2);

        Assert.All(receiver.Received, static request => Assert.Contains("firing", request.Body, StringComparison.Ordinal));
        Assert.Empty(elsewhere.Received);
        // Pauses of 1, 2, 4 and 8 s.
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(120));
        Assert.Equal(2, _log.Count);
        Assert.StartsWith("2000 Alerts cannot be sent to 127.0.0.1: ", _log.First(), StringComparison.Ordinal);
        Assert.Equal("2001 Alerts are accepted by 127.0.0.1 again, after 4 failed requests", _log.Last());
        Assert.DoesNotContain(_log, static line => line.Contains(Token, StringComparison.OrdinalIgnoreCase) || line.Contains("user", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_alert_that_is_over_before_it_could_be_sent_is_sent_once_as_resolved()
    {
        await using var receiver = await LoopbackApi.StartAsync(static (_, count) => new ApiAnswer(count == 1 ? 503 : 200));
        _outbox.Put([Alert(1)]);
        var isOver = false;
        await RunAsync(receiver.Address, () =>
        {
            if (receiver.Received.Count == 1 && !_log.IsEmpty && !isOver)
                _outbox.Put([Alert(1) with { Resolved = Since.AddSeconds(isOver ? 0 : 1) }]);
            isOver |= !_log.IsEmpty;
            return receiver.Received.Count == 2 && _outbox.IsEmpty;
        });
        Assert.Equal(["firing", "resolved"], receiver.Received.Select(Status));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_that_is_away_gets_the_newest_state_when_it_returns()
    {
        var receiver = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200));
        var address = receiver.Address;
        await receiver.DisposeAsync();
        _outbox.Put([Alert(1), Alert(2)]);
        await RunAsync(address, () => !_log.IsEmpty);
        Assert.Equal("2000 Alerts cannot be sent to 127.0.0.1: ConnectionError; they are tried again until they can, and further failures are counted", Assert.Single(_log));
        Assert.Equal(2, _outbox.Take(9).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_end_waits_for_a_hanging_receiver_for_a_second_at_most()
    {
        await using var receiver = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, Hangs: true));
        using var sender = Sender(receiver.Address);
        _outbox.PutLast([Alert(1) with { Resolved = Since }]);
        var ending = new AlertDelivery(_outbox, sender, new QueueLogger(_log), _time).EndAsync();
        while (receiver.Received.IsEmpty)
            await Task.Delay(5, Ct);
        Assert.False(ending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await ending;
    }

    [Fact]
    public void The_end_of_an_alert_that_was_never_sent_is_not_sent_either()
    {
        _outbox.Put([Alert(1)]);
        _outbox.PutLast([Alert(1) with { Resolved = Since }, Alert(2) with { Resolved = Since }]);
        Assert.Equal(2UL, Assert.Single(_outbox.Take(9)).TopicId);
    }

    [Fact]
    public void A_newer_state_wins_over_one_that_could_not_be_sent()
    {
        _outbox.Put([Alert(1)]);
        var failed = _outbox.Take(9);
        _outbox.Put([Alert(1) with { Resolved = Since }]);
        _outbox.Return(failed);
        Assert.Equal(Since, Assert.Single(_outbox.Take(9)).Resolved);
    }

    [Fact]
    public void The_outbox_is_bounded()
    {
        Assert.False(_outbox.Put([.. Enumerable.Range(1, 10_000).Select(static topic => Alert((ulong)topic))]));
        Assert.True(_outbox.Put([Alert(10_001), Alert(10_002)]));
        Assert.Equal(2, _outbox.Dropped);
        Assert.False(_outbox.Put([Alert(1) with { Resolved = Since }]));
    }

    [Fact]
    public void An_alert_that_goes_on_is_repeated_with_its_newest_detail()
    {
        var board = new AlertBoard([], TimeSpan.FromHours(4));
        var finding = new AlertFinding(Alert(1).Key, "first", Since);
        Assert.Equal(["first"], board.Update([finding], Since).Select(static alert => alert.Detail));
        var again = finding with { Detail = "second", Since = Since.AddHours(1) };
        Assert.Empty(board.Update([again], Since.AddHours(4).AddSeconds(-1)));
        var repeated = Assert.Single(board.Update([again], Since.AddHours(4)));
        Assert.Equal(("second", Since, null), (repeated.Detail, repeated.Since, repeated.Resolved));
        Assert.Empty(board.Update([again], Since.AddHours(5)));
        Assert.Equal(Since.AddHours(6), Assert.Single(board.Update([], Since.AddHours(6))).Resolved);
    }

    [Fact]
    public void The_longest_pause_is_five_minutes() =>
        Assert.Equal([1, 2, 4, 256, 300, 300], new[] { 1, 2, 3, 9, 10, int.MaxValue }.Select(static failures => (int)AlertDelivery.PauseAfter(failures).TotalSeconds));

    private static WorkerAlert Alert(ulong topic) => new()
    {
        Kind = AlertKind.WindowMissed,
        Severity = AlertSeverity.Warning,
        ChainId = "chain",
        Wallet = "allo1x",
        TopicId = topic,
        Detail = "missed",
        Since = Since,
    };

    private static string? Status(ReceivedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("alerts")[0].GetProperty("status").GetString();
    }

    private WebhookSender Sender(Uri receiver) =>
        new(new Uri($"http://user:pass@{receiver.Authority}/{Token}?key={Token}"), new AlertOptions { RequestTimeout = TimeSpan.FromSeconds(20) }, _time);

    private async Task RunAsync(Uri receiver, Func<bool> isDone)
    {
        using var sender = Sender(receiver);
        var running = new AlertDelivery(_outbox, sender, new QueueLogger(_log), _time).RunAsync(_stop.Token);
        for (var i = 0; i < 4000 && !isDone(); i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(5, Ct);
        }

        Assert.True(isDone(), string.Join('\n', _log));
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class QueueLogger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{eventId.Id} {formatter(state, exception)}{exception}");
    }
}
