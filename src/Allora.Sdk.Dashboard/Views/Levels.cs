namespace Allora.Sdk.Dashboard.Views;

/// <summary>How bad something is, in the three words that the pages have colours for.</summary>
internal static class Levels
{
    public const string Good = "good";
    public const string Warning = "warning";
    public const string Bad = "bad";
    public const string Neutral = "neutral";

    public static string Of(SubmissionStatus status) => status switch
    {
        SubmissionStatus.Included or SubmissionStatus.AlreadySubmitted => Good,
        SubmissionStatus.Missed or SubmissionStatus.Rejected or SubmissionStatus.UsedElsewhere => Bad,
        _ => Neutral,
    };

    public static string Of(WorkerHealth health) =>
        !health.IsLive || health.MissedInARow > 1 || health.Status.State is WorkerState.UsedElsewhere or WorkerState.Stopped ? Bad
        : health.IsReady && health is { IsOverdue: false, MissedInARow: 0, Status.State: WorkerState.Ready or WorkerState.WaitingForOlderNonce } ? Good
        : health.Status.State is WorkerState.Starting or WorkerState.Standby or WorkerState.Draining or WorkerState.Paused or WorkerState.WaitingForActivity || health.IsReady ? Warning
        : Bad;

    public static int Order(string level) => level switch
    {
        Bad => 0,
        Warning => 1,
        _ => 2,
    };
}
