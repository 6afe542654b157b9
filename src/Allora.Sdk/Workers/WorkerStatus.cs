namespace Allora.Sdk;

/// <summary>A worker's state, and why.</summary>
/// <param name="State">The state.</param>
/// <param name="Detail">The cause and the remedy; empty if nothing need be done.</param>
/// <param name="Since">The time of the last change (UTC, the client's clock).</param>
public sealed record WorkerStatus(WorkerState State, string Detail, DateTimeOffset Since);
