using System.Globalization;
using System.Text.Json;

namespace Allora.Sdk.Alerts;

/// <summary>Which alerts the workers' health and results mean. Pure: the same readings and time give the same findings.</summary>
internal static class AlertRules
{
    public const int MaxDetail = 400;

    private static readonly TimeSpan NodeWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OtherWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StandbyLoss = TimeSpan.FromMinutes(15);

    /// <summary>The findings, one for each alert: workers that share a wallet or a node share its alert.</summary>
    public static IReadOnlyList<AlertFinding> Judge(IEnumerable<WorkerReading> workers, DateTimeOffset now) =>
        [.. workers.SelectMany(worker => Of(worker, now)).GroupBy(static finding => finding.Key).Select(Merge)];

    private static AlertFinding Merge(IGrouping<AlertKey, AlertFinding> same)
    {
        var first = same.MinBy(static finding => finding.Since);
        var count = same.Count();
        var detail = same.Key.Kind == AlertKind.NodeAway && count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{count} workers wait. {first.Detail}") : first.Detail;
        return first with { Detail = SafeText.OneLine(detail, MaxDetail) };
    }

    private static IEnumerable<AlertFinding> Of(WorkerReading worker, DateTimeOffset now)
    {
        var health = worker.Health;
        if (health.Status.State is WorkerState.Draining or WorkerState.Stopped)
            yield break;
        if (!health.IsLive)
        {
            yield return new(worker.ByTopic(AlertKind.LoopNotLive), health.Detail, now);
            yield break;
        }

        if (OfState(worker, now) is { } state)
            yield return state;
        if (worker.Missed is { } missed && !HasOwnAlert(health.Status.State))
            yield return new(worker.ByTopic(AlertKind.WindowMissed), missed.Detail, missed.Since);
        if (worker.Fallback is { } fallback)
            yield return new(worker.ByTopic(AlertKind.FallbackUsed), fallback.Detail, fallback.Since);
        if (worker.TookOver is { } at && now - at < StandbyLoss)
            yield return new(worker.ByWallet(AlertKind.StandbyLost), "This process was on standby and has taken over: no process is on standby any more. Check the one that ran before.", at);
        if (health.PlannedUpgrade is { } planned)
            yield return new(new AlertKey(planned.IsKnown ? AlertKind.UpgradePlanned : AlertKind.UpgradeUnknown, worker.ChainId, About: planned.Name), $"The chain plans an upgrade: {planned}.", now);
    }

    /// <summary>Whether the windows that are lost in a state are part of an alert about that state.</summary>
    public static bool HasOwnAlert(WorkerState state) =>
        state is WorkerState.WaitingForFunds or WorkerState.WaitingForBudget or WorkerState.UsedElsewhere or WorkerState.HoldingBack;

    private static AlertFinding? OfState(WorkerReading worker, DateTimeOffset now)
    {
        var (health, status) = (worker.Health, worker.Health.Status);
        AlertKey? key = status.State switch
        {
            WorkerState.WaitingForNode => Waited(NodeWait) ? new AlertKey(AlertKind.NodeAway, worker.ChainId) : null,
            WorkerState.WaitingForFunds => worker.ByWallet(AlertKind.NoFunds),
            WorkerState.WaitingForBudget => worker.ByWallet(AlertKind.BudgetSpent),
            WorkerState.UsedElsewhere => worker.ByWallet(AlertKind.UsedElsewhere),
            WorkerState.HoldingBack => worker.ByTopic(AlertKind.HoldingBack),
            WorkerState.Ready or WorkerState.WaitingForOlderNonce or WorkerState.WaitingForActivity => null,
            WorkerState.Standby or WorkerState.Paused => null,
            _ => Waited(OtherWait) ? worker.ByTopic(AlertKind.WorkerWaits) with { About = JsonNamingPolicy.SnakeCaseLower.ConvertName(status.State.ToString()) } : null,
        };
        if (key is not null)
            return new(key, $"{status.State}: {status.Detail}", status.Since);
        if (status.State is not (WorkerState.Ready or WorkerState.WaitingForOlderNonce))
            return null;
        // Prepared, and red all the same: the chain stands still, or windows do.
        if (health.IsOverdue)
            return worker.Missed is not null ? null : new(worker.ByTopic(health.MissedInARow > 0 ? AlertKind.WindowMissed : AlertKind.WindowsOverdue), health.Detail, now);
        return health.IsReady ? null : new(new AlertKey(AlertKind.NodeAway, worker.ChainId), health.Detail, now);

        bool Waited(TimeSpan time) => now - status.Since >= time;
    }

    private static AlertKey ByTopic(this WorkerReading worker, AlertKind kind) => new(kind, worker.ChainId, worker.Wallet, worker.TopicId);

    private static AlertKey ByWallet(this WorkerReading worker, AlertKind kind) => new(kind, worker.ChainId, worker.Wallet);
}
