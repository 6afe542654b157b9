using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>How a worker does, judged from signs of life that it leaves anyway: asking costs nothing.</summary>
public sealed record WorkerHealth
{
    /// <summary>What the worker is doing, and why.</summary>
    public required WorkerStatus Status { get; init; }

    /// <summary>Whether its loop moves. Only where it does not does a restart help.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Whether it is connected, its wallet funded and registered, and windows come and settle as expected.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Whether no window was seen, or none settled, for two expected epochs, although everything is in place.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>What is wrong and what to do; empty where nothing is.</summary>
    public required string Detail { get; init; }

    /// <summary>The newest height (blocks) that the worker knows, 0 before the first.</summary>
    public long Height { get; init; }

    /// <summary>From one window's start to the next (blocks), as the chain told; 0 while it is not known.</summary>
    public long ExpectedEpoch { get; init; }

    /// <summary>The newest nonce (blocks) that was seen; 0 before the first.</summary>
    public long LastWindowSeen { get; init; }

    /// <summary>The newest nonce (blocks) that is settled; 0 before the first.</summary>
    public long LastWindowSettled { get; init; }

    /// <summary>What the wallet held when it was last asked for; null before.</summary>
    public UAllo? Balance { get; init; }
}
