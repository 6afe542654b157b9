namespace Allora.Chaos.Plan;

/// <summary>Every fault that a run injects; the judge wants each of them at least once.</summary>
internal static class FaultNames
{
    public const string Latency = "latency";
    public const string Unavailable = "unavailable";
    public const string Exhausted = "resource-exhausted";
    public const string Deadline = "deadline-exceeded";
    public const string Garbage = "garbage";
    public const string Truncated = "truncated";
    public const string HalfOpen = "half-open";
    public const string LostAnswer = "lost-answer";
    public const string Lag = "lag";
    public const string Restart = "node-restart";
    public const string RestartEmpty = "node-restart-empty-mempool";
    public const string FrameDropped = "ws-drop";
    public const string FrameDuplicated = "ws-duplicate";
    public const string FrameReordered = "ws-reorder";
    public const string FrameGarbage = "ws-garbage";
    public const string SubscriptionCancelled = "ws-cancel";
    public const string ClosedMidFrame = "ws-close-mid-frame";
    public const string SilentSocket = "ws-half-open";
    public const string Blackout = "ws-blackout";
    public const string Hold = "tx-held";
    public const string Vanish = "tx-vanished";
    public const string OutOfGas = "out-of-gas-in-block";
    public const string GasPrice = "gas-price-jump";
    public const string MempoolLost = "mempool-lost";
    public const string Halt = "halt";
    public const string Lie = "lie";
    public const string Upgrade = "upgrade";
    public const string Kill = "kill-9";
    public const string KillAfterBroadcast = "kill-9-after-broadcast";
    public const string KillInHalt = "kill-9-after-broadcast-in-halt";

    /// <summary>What a node's gRPC suffers.</summary>
    public static readonly string[] OfGrpc =
        [Latency, Unavailable, Exhausted, Deadline, Garbage, Truncated, HalfOpen, LostAnswer, Lag, Restart, RestartEmpty];

    /// <summary>What a node's event socket suffers.</summary>
    public static readonly string[] OfSocket =
        [FrameDropped, FrameDuplicated, FrameReordered, FrameGarbage, SubscriptionCancelled, ClosedMidFrame, SilentSocket];

    /// <summary>What the chain suffers; each in its turn.</summary>
    public static readonly string[] OfChain = [Hold, Vanish, OutOfGas, GasPrice, MempoolLost, Halt, Blackout];

    public static readonly string[] OfProcess = [Kill, KillAfterBroadcast, KillInHalt];

    /// <summary>What a run injects: lies only if they are wanted.</summary>
    public static IEnumerable<string> Of(ChaosOptions options) => options.Lies ? [.. All, Lie] : All;

    public static IEnumerable<string> All => [.. OfGrpc, .. OfSocket, .. OfChain, .. OfProcess, Upgrade];
}
