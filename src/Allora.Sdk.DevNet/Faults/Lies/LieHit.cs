namespace Allora.Sdk.DevNet.Faults.Lies;

/// <summary>One answer that a lie changed.</summary>
public sealed record LieHit
{
    /// <summary>The node that served it, from 0.</summary>
    public required int Node { get; init; }

    /// <summary>How it was served.</summary>
    public required FaultProtocol Protocol { get; init; }

    /// <summary>The method, or the query of the subscription whose frame it was.</summary>
    public required string Method { get; init; }

    /// <summary>Which value was changed: the path of the lie.</summary>
    public required string Path { get; init; }

    /// <summary>The newest block of the node when it was served; for a frame, the block of the frame.</summary>
    public required long Height { get; init; }
}
