namespace Allora.Sdk.DevNet.Faults;

/// <summary>Where a kind of fault can act at all: only what can act is counted.</summary>
internal static class FaultScope
{
    /// <summary>A call over gRPC, RPC or REST.</summary>
    public static bool OfCalls(Fault fault) => fault.Kind is FaultKind.Latency or FaultKind.Unavailable or FaultKind.ResourceExhausted
        or FaultKind.DeadlineExceeded or FaultKind.Garbage or FaultKind.Truncated or FaultKind.HalfOpen or FaultKind.LostAnswer or FaultKind.GzipBomb;

    /// <summary>A call over gRPC, which may also be one for scores.</summary>
    public static bool OfGrpcCalls(Fault fault, string method) =>
        OfCalls(fault) || (fault.Kind == FaultKind.WrongScore && method.EndsWith("ScoresAtBlock", StringComparison.Ordinal));

    /// <summary>An event's frame on its way to a subscriber.</summary>
    public static bool OfFrames(Fault fault) => fault.Kind is FaultKind.Latency or FaultKind.Garbage or FaultKind.Truncated or FaultKind.HalfOpen
        or FaultKind.DropFrame or FaultKind.DuplicateFrame or FaultKind.ReorderFrame or FaultKind.CancelSubscription or FaultKind.CloseMidFrame;

    /// <summary>A WebSocket's opening: refusals always, the rest when the fault names it.</summary>
    public static bool OfHandshakes(Fault fault) =>
        fault.Kind is FaultKind.Unavailable or FaultKind.ResourceExhausted or FaultKind.DeadlineExceeded
        || (fault is { Kind: FaultKind.Latency or FaultKind.HalfOpen, Method: not null });

    /// <summary>A call over a WebSocket, such as "subscribe": only where the fault names it, since frames are what most faults mean.</summary>
    public static bool OfSocketCalls(Fault fault) =>
        fault is { Kind: FaultKind.Latency or FaultKind.HalfOpen or FaultKind.LostAnswer or FaultKind.CloseMidFrame, Method: not null };
}
