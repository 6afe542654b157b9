using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>The health of a worker, derived from signs of life that it leaves anyway: reading it costs nothing.</summary>
public sealed record WorkerHealth
{
    /// <summary>The worker's state, and its cause.</summary>
    public required WorkerStatus Status { get; init; }

    /// <summary>Whether its loop moves. A restart helps only if it does not.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Whether it is connected, its wallet funded and registered, and windows open and settle as expected.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Whether no window was seen, or none settled, for two expected epochs, or the last two were missed, although all preconditions are met.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>
    /// Whether a window has ended without an outcome so far, or one that the chain announced was not seen by its end. Health checks are degraded then, and
    /// <see cref="IsOverdue"/> follows within an epoch if it goes on.
    /// </summary>
    public bool IsLate { get; init; }

    /// <summary>The problem and its remedy; empty if there is none.</summary>
    public required string Detail { get; init; }

    /// <summary>The newest known height (blocks), 0 before the first.</summary>
    public long Height { get; init; }

    /// <summary>From one window's start to the next (blocks), as the chain reported it; 0 while it is not known.</summary>
    public long ExpectedEpoch { get; init; }

    /// <summary>The height (blocks) at which the next window opens, as the chain last reported it; 0 while it is not known.</summary>
    public long NextWindow { get; init; }

    /// <summary>The newest nonce (blocks) that was seen; 0 before the first.</summary>
    public long LastWindowSeen { get; init; }

    /// <summary>The newest nonce (blocks) that is settled; 0 before the first.</summary>
    public long LastWindowSettled { get; init; }

    /// <summary>The time (UTC) at which the next window opens, estimated from the pace of blocks; null while it is not known.</summary>
    public DateTimeOffset? NextWindowAt { get; init; }

    /// <summary>How many windows were missed since the last one that was not. From two on the worker is not ready.</summary>
    public int MissedInARow { get; init; }

    /// <summary>
    /// The upgrade that the chain plans, as seen from the newest height; null if none is known. Health checks are degraded if this version of the
    /// library does not know it.
    /// </summary>
    public PlannedUpgrade? PlannedUpgrade { get; init; }

    /// <summary>The wallet's balance at its last query; null before.</summary>
    public UAllo? Balance { get; init; }
}
