using System.Text.Json;
using Allora.Sdk.Alerts;
using Allora.Sdk.Tests.Api;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Alerts;

/// <summary>Alerts over workers, with a receiver on loopback and a clock that the test moves.</summary>
internal sealed class AlertStand : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly LoopbackApi _receiver;
    private readonly Task _running;

    private AlertStand(LoopbackApi receiver, AlloraAlerts alerts, FakeTimeProvider time)
    {
        (_receiver, Alerts, Time) = (receiver, alerts, time);
        _running = alerts.RunAsync(_stop.Token);
    }

    public AlloraAlerts Alerts { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>Each alert of each request: its name and its status.</summary>
    public IReadOnlyList<string> Received => [.. _receiver.Received.SelectMany(static request => Of(request.Body)).Select(static alert => $"{alert.GetProperty("labels").GetProperty("alertname").GetString()} {alert.GetProperty("status").GetString()}")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AlertStand> StartAsync(Func<IReadOnlyCollection<WorkerRunner>> workers, params IReadOnlyCollection<AlertKind> leaveOut)
    {
        var receiver = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "ok"));
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var options = new AlertOptions
        {
            Webhook = new Uri(receiver.Address, "/hook"),
            EvaluationInterval = Step,
            RequestTimeout = TimeSpan.FromSeconds(60),
            LeaveOut = leaveOut,
        };
        return new AlertStand(receiver, new AlloraAlerts(options, workers, time: time), time);
    }

    /// <summary>Moves the clock in small steps until the alerts have arrived.</summary>
    public async Task UntilAsync(params string[] expected)
    {
        for (var i = 0; i < 3000 && Received.Count < expected.Length; i++)
            await TickAsync();
        Assert.Equal(expected, Received);
    }

    public async Task TickAsync()
    {
        Time.Advance(Step);
        await Task.Delay(5, Ct);
    }

    /// <summary>Lets evaluations pass; nothing more may arrive.</summary>
    public async Task NothingMoreAsync()
    {
        var before = Received;
        for (var i = 0; i < 40; i++)
            await TickAsync();
        Assert.Equal(before, Received);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        while (!_running.IsCompleted)
            await TickAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _receiver.DisposeAsync();
    }

    private static IReadOnlyList<JsonElement> Of(string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("alerts").EnumerateArray().Select(static alert => alert.Clone())];
    }
}
