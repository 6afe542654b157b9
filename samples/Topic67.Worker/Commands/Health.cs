using Allora.Sdk;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>Checks if a worker does its work, not only if its process is alive.</summary>
internal static class Health
{
    private static readonly TimeSpan BeatAtLeast = TimeSpan.FromMinutes(2);

    // Used until the chain's own block time was measured.
    private const double UsualBlockSeconds = 5;

    /// <summary>Null if green; otherwise the problem.</summary>
    public static string? Trouble(StateFolder folder, DateTimeOffset now) =>
        !InstanceLock.IsHeld(folder) ? $"no worker runs with {folder.Path}: start it"
            : StatusSnapshot.Read(folder) is not { } status ? null
            : Trouble(status, now);

    public static string? Trouble(StatusSnapshot status, DateTimeOffset now)
    {
        if (now - status.Beat > BeatAtLeast)
            return FormattableString.Invariant($"the worker's last heartbeat was at {status.Beat:yyyy-MM-ddTHH:mm:ssZ}: restart it");
        if (status.WaitsForPeriod || status.EpochBlocks == 0)
            return null;
        var allowed = 2 * status.EpochBlocks;
        var seconds = allowed * (status.BlockSeconds > 0 ? status.BlockSeconds : UsualBlockSeconds);
        if (status.HeightAt is { } at && (now - at).TotalSeconds > seconds)
            return FormattableString.Invariant($"no block was seen for more than two epochs ({seconds:F0} s), the last is {status.Height}: check the node {SafeText.Address(status.Grpc?.OriginalString ?? "")}");
        if (status.Height - Math.Max(status.LastSeenNonce, status.StartHeight) > allowed)
            return FormattableString.Invariant($"no window was seen within two epochs ({allowed} blocks up to height {status.Height}): check if topic {status.TopicId} is active");
        if (status.Height - Math.Max(status.LastSettledNonce, status.StartHeight) > allowed)
            return FormattableString.Invariant($"no window was settled within two epochs ({allowed} blocks up to height {status.Height}): {(status.LastTrouble.Length > 0 ? status.LastTrouble : $"{status.State} {status.Detail}")}");
        return null;
    }
}
