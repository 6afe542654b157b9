using System.Globalization;
using Allora.Sdk.Chain;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>Judges a worker's signs of life.</summary>
internal static class WorkerHealthRules
{
    // The loop takes a trigger at every poll and queries the height then: twice that, and the time of a slow answer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    // One may be missed for a slow provider; the next one shows whether it goes on.
    private const int MissesToReport = 2;

    public static WorkerHealth Judge(WorkerStatus status, WorkerTelemetry telemetry, WorkerOptions options, PlannedUpgrade? planned = null, long height = 0, Func<long, DateTimeOffset?>? timeOf = null)
    {
        var pulse = telemetry.Heartbeat.Read();
        // Blocks are known at once by their events, and to the loop by its queries.
        pulse = pulse with { Height = Math.Max(pulse.Height, height) };
        var limit = 2 * options.PollInterval + Grace;
        var live = status.State is WorkerState.Draining || (status.State != WorkerState.Stopped && pulse.SinceBeat < limit);
        var overdue = status.State == WorkerState.Ready ? Overdue(pulse) : status.State == WorkerState.WaitingForOlderNonce ? LongWait(pulse) : null;
        var late = status.State == WorkerState.Ready ? Late(pulse) : null;
        var detail = !live && status.State != WorkerState.Stopped ? string.Create(CultureInfo.InvariantCulture, $"The worker's loop has not moved for {pulse.SinceBeat.TotalSeconds:F0} s.")
            : !IsPrepared(status.State) ? $"{status.State}: {status.Detail}"
            : pulse.SinceHeight >= limit && planned is { BlocksLeft: 1 } ? $"The chain stands before its upgrade ({planned}): its nodes are being replaced."
            : pulse.SinceHeight >= limit ? string.Create(CultureInfo.InvariantCulture, $"The chain has not moved from height {pulse.Height} for {pulse.SinceHeight.TotalSeconds:F0} s: check the node.")
            : overdue ?? late ?? (pulse.MissedInARow > 0 ? "The last window was missed: see the log." : status.Detail.Length == 0 && planned is { IsKnown: false } ? $"The chain plans an upgrade: {planned}. Update Allora.Sdk before that block." : status.Detail);
        return new WorkerHealth
        {
            Status = status,
            IsLive = live,
            IsReady = live && IsPrepared(status.State) && pulse.SinceHeight < limit && (overdue is null || status.State == WorkerState.WaitingForOlderNonce),
            IsOverdue = overdue is not null,
            IsLate = late is not null,
            Detail = detail,
            Height = pulse.Height,
            ExpectedEpoch = pulse.Epoch,
            NextWindow = pulse.NextWindow,
            LastWindowSeen = pulse.LastSeen,
            LastWindowSettled = pulse.LastSettled,
            Balance = telemetry.Balance,
            PlannedUpgrade = planned,
            MissedInARow = pulse.MissedInARow,
            NextWindowAt = pulse.NextWindow > pulse.Height ? timeOf?.Invoke(pulse.NextWindow - pulse.Height) : null,
        };
    }

    private static bool IsPrepared(WorkerState state) => state is WorkerState.Ready or WorkerState.WaitingForActivity or WorkerState.WaitingForOlderNonce or WorkerState.Paused;

    private static string? LongWait(WorkerHeartbeat.Reading pulse) => pulse.BlocksWaited <= pulse.WaitLimit
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The next nonce has waited for {pulse.BlocksWaited} blocks, more than two epochs, for nonce {pulse.OlderNonce} to be closed: check whether the topic is active.");

    // One epoch after its end there is no doubt any more, and the next one is missing too.
    private static string? Late(WorkerHeartbeat.Reading pulse) =>
        pulse.Awaited > 0 && pulse.Height > pulse.Awaited + pulse.Window
            ? string.Create(CultureInfo.InvariantCulture, $"The window that was to open at block {pulse.Awaited} was not seen: check the topic and the node.")
        : pulse.LastSeen > pulse.LastSettled && pulse.SeenEnd > 0 && pulse.Height > pulse.SeenEnd
            ? string.Create(CultureInfo.InvariantCulture, $"The window of nonce {pulse.LastSeen} ended at block {pulse.SeenEnd} without an outcome so far.")
        : null;

    private static string? Overdue(WorkerHeartbeat.Reading pulse)
    {
        if (pulse.MissedInARow >= MissesToReport)
            return string.Create(CultureInfo.InvariantCulture, $"The last {pulse.MissedInARow} windows were missed: see the log of each.");
        if (pulse.Epoch == 0)
            return null;
        if (pulse.Awaited > 0 && pulse.Height >= pulse.Awaited + pulse.Window + pulse.Epoch)
            return string.Create(CultureInfo.InvariantCulture, $"No window was seen since the one that was to open at block {pulse.Awaited}, although one opens every {pulse.Epoch}: check the topic and the node.");
        var unseen = pulse.Height - Math.Max(pulse.LastSeen, pulse.FirstHeight);
        if (unseen > 2 * pulse.Epoch)
            return string.Create(CultureInfo.InvariantCulture, $"No window was seen for {unseen} blocks, although one opens every {pulse.Epoch}: check the topic and the node.");
        var unsettled = pulse.Height - Math.Max(pulse.LastSettled, pulse.FirstHeight);
        return unsettled > 2 * pulse.Epoch + pulse.Window
            ? string.Create(CultureInfo.InvariantCulture, $"No window was settled for {unsettled} blocks, although one opens every {pulse.Epoch}: see the log of the last ones.")
            : null;
    }
}
