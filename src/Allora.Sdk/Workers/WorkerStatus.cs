namespace Allora.Sdk;

/// <summary>A worker's state, and why.</summary>
/// <param name="State">What the worker is doing.</param>
/// <param name="Detail">Why, and what to do about it; empty where nothing need be done.</param>
/// <param name="Since">Since when (UTC, the client's clock).</param>
public sealed record WorkerStatus(WorkerState State, string Detail, DateTimeOffset Since);
