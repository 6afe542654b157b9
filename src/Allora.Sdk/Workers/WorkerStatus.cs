namespace Allora.Sdk;

/// <summary>A worker's state, and why.</summary>
public sealed record WorkerStatus
{
    /// <summary>The state.</summary>
    public required WorkerState State { get; init; }

    /// <summary>The cause and the remedy; empty if nothing need be done.</summary>
    public required string Detail { get; init; }

    /// <summary>The time of the last change (UTC, the client's clock).</summary>
    public required DateTimeOffset Since { get; init; }
}
