using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Telemetry;
using Allora.Sdk.Workers.Windows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>What health checks make of a worker's signs of life. Epochs of 100 blocks, windows of 30, polls every minute.</summary>
public sealed class WorkerHealthRulesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StatusBoard _status;
    private readonly WorkerTelemetry _worker;

    public WorkerHealthRulesTests()
    {
        _status = new StatusBoard(67, _time, NullLogger.Instance);
        _worker = new WorkerTelemetry(67, "allo1", _status, _time);
        _status.Set(WorkerState.Ready);
    }

    [Fact]
    public void A_worker_is_ready_while_windows_come_and_settle()
    {
        Look(1000, open: true);
        for (var nonce = 1000L; nonce < 2000; nonce += 100)
        {
            _worker.WindowSeen(new WindowTrigger(nonce, nonce + 30, null, 0));
            Settle(nonce);
            Look(nonce + 99, open: false);
            Assert.Equal((true, true, false, ""), Read());
        }

        Assert.Equal(100, Health().ExpectedEpoch);
    }

    [Fact]
    public void No_window_for_two_epochs_is_red()
    {
        Look(1000, open: true);
        _worker.WindowSeen(new WindowTrigger(1000, 1030, null, 0));
        Settle(1000);
        Look(1200, open: true);
        Assert.False(Health().IsOverdue);

        Look(1201, open: true);

        Assert.True(Health() is { IsReady: false, IsOverdue: true, IsLive: true }, Health().Detail);
        Assert.Contains("No window was seen for 201 blocks", Health().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_that_never_settle_are_red()
    {
        Look(1000, open: true);
        foreach (var nonce in (long[])[1000, 1100, 1200])
            _worker.WindowSeen(new WindowTrigger(nonce, nonce + 30, null, 0));
        Look(1231, open: false);

        Assert.Contains("No window was settled for 231 blocks", Health().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epoch_is_learned_without_ever_meeting_an_open_window()
    {
        Look(1010, open: false);
        Look(1150, open: false);

        Assert.Equal(100, Health().ExpectedEpoch);
    }

    [Fact]
    public void An_inactive_topic_is_no_fault_of_the_worker_and_time_counts_from_its_activation()
    {
        _status.Set(WorkerState.WaitingForActivity, "not active");
        Look(1000, open: true, active: false);
        Look(5000, open: false, active: false);
        Assert.True(Health() is { IsReady: true, IsOverdue: false });

        _status.Set(WorkerState.Ready);
        Look(5100, open: false);
        Assert.False(Health().IsOverdue);
        Look(5201, open: false);
        Assert.True(Health().IsOverdue);
    }

    [Fact]
    public void A_loop_that_stands_still_is_dead_and_a_chain_that_does_is_not_ready()
    {
        Look(1000, open: true);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            _worker.Heartbeat.Beat();
        }

        Assert.True(Health() is { IsLive: true, IsReady: false }, Health().Detail);
        Assert.Contains("has not moved from height 1000", Health().Detail, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(Health() is { IsLive: false, IsReady: false }, Health().Detail);
    }

    [Fact]
    public void Waiting_for_an_older_nonce_is_yellow_after_two_epochs()
    {
        _status.Set(WorkerState.WaitingForOlderNonce, "older");
        Look(1000, open: false);
        _worker.Heartbeat.Waiting(new WaitingNonce(980, new OpenWindow(880, 1010), 100), 1000);
        Look(1200, open: false);
        Assert.True(Health() is { IsReady: true, IsOverdue: false }, Health().Detail);
        Look(1201, open: false);
        Assert.True(Health() is { IsReady: true, IsOverdue: true }, Health().Detail);
        Assert.Contains("201 blocks, more than two epochs, for nonce 880", Health().Detail, StringComparison.Ordinal);

        _worker.Heartbeat.Waiting(new WaitingNonce(1080, new OpenWindow(980, 1110), 100), 1201);
        Assert.False(Health().IsOverdue);
    }

    private void Look(long height, bool open, bool active = true)
    {
        _worker.Heartbeat.Beat();
        var start = height / 100 * 100;
        _worker.Polled(
            height,
            new SubmissionWindow
            {
                TopicId = 67,
                Side = WindowSide.Worker,
                IsOpen = open,
                Nonce = open ? start : 0,
                Start = open ? start : 0,
                End = open ? start + 30 : 0,
                NextStart = start + 100,
                NextEnd = start + 130,
                IsRegistered = true,
                IsWhitelisted = true,
                IsTopicActive = active,
                Height = height,
            },
            epochLength: 0,
            new UAllo(1));
    }

    private void Settle(long nonce) => _worker.Published(new SubmissionResult { TopicId = 67, Nonce = nonce, Wallet = "allo1", Status = SubmissionStatus.Included });

    private WorkerHealth Health() => WorkerHealthRules.Judge(_status.Current, _worker, new WorkerOptions { TopicId = 67 });

    private (bool Live, bool Ready, bool Overdue, string Detail) Read() => Health() is var h ? (h.IsLive, h.IsReady, h.IsOverdue, h.Detail) : default;
}
