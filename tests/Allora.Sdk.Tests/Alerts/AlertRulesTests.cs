using Allora.Sdk.Alerts;
using Allora.Sdk.Chain;

namespace Allora.Sdk.Tests.Alerts;

/// <summary>Which alerts health and results mean.</summary>
public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<WorkerState, int, AlertKind?> States => new()
    {
        { WorkerState.WaitingForNode, 59, null },
        { WorkerState.WaitingForNode, 60, AlertKind.NodeAway },
        { WorkerState.WaitingForFunds, 0, AlertKind.NoFunds },
        { WorkerState.WaitingForBudget, 0, AlertKind.BudgetSpent },
        { WorkerState.UsedElsewhere, 0, AlertKind.UsedElsewhere },
        { WorkerState.HoldingBack, 0, AlertKind.HoldingBack },
        { WorkerState.WaitingForTopic, 119, null },
        { WorkerState.WaitingForTopic, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForPermission, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForRegistration, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForConfiguration, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForStake, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForGasPrice, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForJournal, 120, AlertKind.WorkerWaits },
        { WorkerState.Starting, 120, AlertKind.WorkerWaits },
        { WorkerState.WaitingForActivity, 9999, null },
        { WorkerState.WaitingForOlderNonce, 9999, null },
        { WorkerState.Ready, 9999, null },
        { WorkerState.Paused, 9999, null },
        { WorkerState.Standby, 9999, null },
        { WorkerState.Draining, 9999, null },
        { WorkerState.Stopped, 9999, null },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_means_its_alert_from_its_time_on(WorkerState state, int seconds, AlertKind? kind)
    {
        var found = AlertRules.Judge([Reading(state, seconds)], Now);
        Assert.Equal(kind is null ? [] : [kind.Value], found.Select(static finding => finding.Key.Kind));
        if (kind is not null)
            Assert.Equal(Now.AddSeconds(-seconds), found[0].Since);
    }

    [Fact]
    public void Every_state_has_a_row() => Assert.Empty(Enum.GetValues<WorkerState>().Except(States.Select(static row => row.Data.Item1)));

    [Fact]
    public void Workers_of_a_wallet_and_of_a_chain_share_an_alert()
    {
        var found = AlertRules.Judge(
            [
                Reading(WorkerState.WaitingForNode, 90), Reading(WorkerState.WaitingForNode, 70, topic: 2), Reading(WorkerState.WaitingForFunds, 1, wallet: "b"),
                Reading(WorkerState.WaitingForFunds, 2, wallet: "b", topic: 2), Reading(WorkerState.WaitingForFunds, 3, wallet: "c"), Reading(WorkerState.HoldingBack, 1, wallet: "d"), Reading(WorkerState.HoldingBack, 1, wallet: "d", topic: 2),
            ],
            Now);
        Assert.Equal(
            ["NodeAway  ", "NoFunds b ", "NoFunds c ", "HoldingBack d 1", "HoldingBack d 2"],
            found.Select(static finding => $"{finding.Key.Kind} {finding.Key.Wallet} {finding.Key.TopicId}"));
        Assert.Equal((Now.AddSeconds(-90), "2 workers wait. WaitingForNode: because"), (found[0].Since, found[0].Detail));
        Assert.Equal(Now.AddSeconds(-2), found[1].Since);
    }

    [Fact]
    public void A_loop_that_does_not_move_is_one_alert_whatever_the_state()
    {
        var reading = Reading(WorkerState.WaitingForFunds, 999) with { Missed = ("missed", Now) };
        reading = reading with { Health = reading.Health with { IsLive = false } };
        Assert.Equal([AlertKind.LoopNotLive], AlertRules.Judge([reading], Now).Select(static finding => finding.Key.Kind));
    }

    [Theory]
    [InlineData(0, AlertKind.WindowsOverdue)]
    [InlineData(2, AlertKind.WindowMissed)]
    public void Windows_that_are_overdue_are_one_alert(int missed, AlertKind kind)
    {
        var reading = Reading(WorkerState.Ready, 999);
        reading = reading with { Health = reading.Health with { IsReady = false, IsOverdue = true, MissedInARow = missed } };
        Assert.Equal([kind], AlertRules.Judge([reading], Now).Select(static finding => finding.Key.Kind));
        Assert.Equal([AlertKind.WindowMissed], AlertRules.Judge([reading with { Missed = ("missed", Now) }], Now).Select(static finding => finding.Key.Kind));
    }

    [Fact]
    public void A_chain_that_stands_still_is_the_nodes_alert()
    {
        var reading = Reading(WorkerState.Ready, 999);
        reading = reading with { Health = reading.Health with { IsReady = false } };
        Assert.Equal([new AlertKey(AlertKind.NodeAway, "chain")], AlertRules.Judge([reading], Now).Select(static finding => finding.Key));
    }

    [Fact]
    public void A_lost_standby_lasts_for_a_quarter_of_an_hour()
    {
        var reading = Reading(WorkerState.Ready, 999) with { TookOver = Now };
        Assert.Equal([new AlertKey(AlertKind.StandbyLost, "chain", "a")], AlertRules.Judge([reading], Now.AddMinutes(14)).Select(static finding => finding.Key));
        Assert.Empty(AlertRules.Judge([reading], Now.AddMinutes(15)));
    }

    [Theory]
    [InlineData(true, AlertKind.UpgradePlanned, AlertSeverity.Info)]
    [InlineData(false, AlertKind.UpgradeUnknown, AlertSeverity.Warning)]
    public void An_upgrade_is_one_alert_for_the_chain(bool isKnown, AlertKind kind, AlertSeverity severity)
    {
        var upgrade = new PlannedUpgrade { Name = "v9", Height = 5, IsKnown = isKnown };
        var found = AlertRules.Judge([.. new ulong[] { 1, 2 }.Select(topic => Reading(WorkerState.Ready, 0, topic: topic)).Select(one => one with { Health = one.Health with { PlannedUpgrade = upgrade } })], Now);
        Assert.Equal([(new AlertKey(kind, "chain", About: "v9"), severity)], found.Select(static finding => (finding.Key, finding.Key.Severity)));
    }

    // A node's text may have any length, and characters that change a terminal.
    [Fact]
    public void A_detail_is_one_line_of_bounded_length()
    {
        var reading = Reading(WorkerState.Ready, 0) with { Missed = ($"a\nb\u001b{new string('x', 9000)}", Now) };
        var detail = Assert.Single(AlertRules.Judge([reading], Now)).Detail;
        Assert.InRange(detail.Length, 100, AlertRules.MaxDetail + 20);
        Assert.DoesNotContain(detail, static c => char.IsControl(c));
    }

    private static WorkerReading Reading(WorkerState state, int seconds, string wallet = "a", ulong topic = 1) => new()
    {
        ChainId = "chain",
        Wallet = wallet,
        TopicId = topic,
        Health = new WorkerHealth
        {
            Status = new WorkerStatus { State = state, Detail = "because", Since = Now.AddSeconds(-seconds) },
            IsLive = state != WorkerState.Stopped,
            IsReady = true,
            IsOverdue = false,
            Detail = "because",
        },
    };
}
