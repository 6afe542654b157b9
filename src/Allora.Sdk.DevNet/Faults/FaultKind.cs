namespace Allora.Sdk.DevNet.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The answer comes late, by <see cref="Fault.Delay"/>.</summary>
    Latency,

    /// <summary>UNAVAILABLE, or HTTP 503.</summary>
    Unavailable,

    /// <summary>RESOURCE_EXHAUSTED, or HTTP 429, with retry-after from <see cref="Fault.Delay"/>.</summary>
    ResourceExhausted,

    /// <summary>DEADLINE_EXCEEDED, or HTTP 504.</summary>
    DeadlineExceeded,

    /// <summary>The answer's bytes make no sense.</summary>
    Garbage,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    Truncated,

    /// <summary>The request is accepted and never answered.</summary>
    HalfOpen,

    /// <summary>The request is carried out, then the connection breaks before the answer: a broadcast whose fate is unclear.</summary>
    LostAnswer,

    /// <summary>WebSocket: this frame is not sent.</summary>
    DropFrame,

    /// <summary>WebSocket: this frame is sent twice.</summary>
    DuplicateFrame,

    /// <summary>WebSocket: this frame is sent after the next one.</summary>
    ReorderFrame,

    /// <summary>WebSocket: the subscription is cancelled as for a client that reads too slowly; the connection stays open.</summary>
    CancelSubscription,

    /// <summary>WebSocket: the connection breaks in the middle of this frame.</summary>
    CloseMidFrame,

    /// <summary>gRPC, queries of a nonce's scores: the first score of the answer is higher by 1 than the one that the chain keeps.</summary>
    WrongScore,

    /// <summary>gRPC, RPC and REST: the answer is half a megabyte of gzip that expands to half a gigabyte.</summary>
    GzipBomb,
}
