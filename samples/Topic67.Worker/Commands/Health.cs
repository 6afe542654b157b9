using Topic67.Worker.Reporting;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>Checks if a worker does its work, not only if its process is alive.</summary>
internal static class Health
{
    private static readonly TimeSpan BeatAtLeast = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ReachedWithin = TimeSpan.FromMinutes(1);

    // Used until the chain's own block time was measured.
    private const double UsualBlockSeconds = 5;

    // So many windows in a row that only the fallback answered are a fault of the prices or the model.
    private const int FallbacksInARow = 3;

    // Of the newest windows, so many may be missed.
    private const int Newest = 10;
    private const int MostMissed = 3;

    /// <summary>Null if green; otherwise the problem.</summary>
    public static string? Trouble(StateFolder folder, DateTimeOffset now) =>
        InstanceLock.IsHeld(folder)
            ? DiskFull.Trouble(folder.Path) ?? (StatusSnapshot.Read(folder) is { } status ? Trouble(status, new History(folder).Windows, now) : null)
            : $"no worker runs with {folder.Path}: {(DiskFull.Trouble(folder.Path) is { } full ? full + "; then start it" : "start it")}";

    /// <summary>"green", "yellow: ..." for what will need the operator, or "red: ..." for what does now.</summary>
    public static string Colour(StateFolder folder, DateTimeOffset now) => Trouble(folder, now) is { } trouble ? $"red: {trouble}"
        : StatusSnapshot.Read(folder) is { PlannedUpgrade: { } upgrade, KnowsPlannedUpgrade: false } ? $"yellow: the chain plans an upgrade: {upgrade}; install a newer worker before that block"
        : "green";

    public static string? Trouble(StatusSnapshot status, IReadOnlyList<WindowRecord> windows, DateTimeOffset now) =>
        OfProcess(status, now) ?? OfNode(status, now) ?? OfWindows(status) ?? OfOutcomes(status, windows);

    private static string? OfProcess(StatusSnapshot status, DateTimeOffset now) => now - status.Beat > BeatAtLeast
        ? FormattableString.Invariant($"the worker's last heartbeat was at {status.Beat:yyyy-MM-ddTHH:mm:ssZ}: its process hangs or its state folder cannot be written; see the end of worker.log, then restart it")
        : null;

    // The worker continues by itself when the node answers: a restart changes nothing.
    private static string? OfNode(StatusSnapshot status, DateTimeOffset now)
    {
        var nodes = string.Join(", ", status.Endpoints);
        if (status.Reached is null)
        {
            return now - status.Started > ReachedWithin
                ? FormattableString.Invariant($"no node was reached since the start at {status.Started:yyyy-MM-ddTHH:mm:ssZ}: check the address {nodes} and the network ({status.AwayReason})")
                : null;
        }

        return status.AwaySince is { } since && now - since > Allowance(status)
            ? FormattableString.Invariant($"no node has answered since {since:yyyy-MM-ddTHH:mm:ssZ}: check the node {nodes}; the worker continues by itself when it answers ({status.AwayReason})")
            : status is { WaitsForPeriod: false, EpochBlocks: > 0, HeightAt: { } at } && now - at > Allowance(status)
                ? FormattableString.Invariant($"no block was seen for more than two epochs ({Allowance(status).TotalSeconds:F0} s), the last is {status.Height}: check the node {nodes}")
                : null;
    }

    private static TimeSpan Allowance(StatusSnapshot status) =>
        TimeSpan.FromSeconds(2 * Math.Max(1, status.EpochBlocks) * (status.BlockSeconds > 0 ? status.BlockSeconds : UsualBlockSeconds));

    private static string? OfWindows(StatusSnapshot status)
    {
        if (status.WaitsForPeriod || status.EpochBlocks == 0)
            return null;
        var allowed = 2 * status.EpochBlocks;
        if (status.Height - Math.Max(status.LastSeenNonce, status.StartHeight) > allowed)
            return FormattableString.Invariant($"no window was seen within two epochs ({allowed} blocks up to height {status.Height}): check if topic {status.TopicId} is active");
        if (status.Height - Math.Max(status.LastSettledNonce, status.StartHeight) > allowed)
            return FormattableString.Invariant($"no window was settled within two epochs ({allowed} blocks up to height {status.Height}): {(status.LastTrouble.Length > 0 ? status.LastTrouble : $"{status.State} {status.Detail}")}");
        return null;
    }

    private static string? OfOutcomes(StatusSnapshot status, IReadOnlyList<WindowRecord> windows)
    {
        var newest = windows.Where(record => record.Timestamp >= status.Started && record.Status != WindowRecord.Down).TakeLast(Newest).ToList();
        var last = newest.TakeLast(FallbacksInARow).ToList();
        if (last.Count == FallbacksInARow && last.All(static record => record.Fallback))
            return $"the last {FallbacksInARow} windows were answered by a fallback ({last[^1].How}): see the warnings in events.jsonl, and run check";
        var missed = newest.Where(static record => record.IsMissed).ToList();
        return missed.Count > MostMissed ? $"{missed.Count} of the last {newest.Count} windows were missed, the last because: {missed[^1].Reason}" : null;
    }
}
