namespace Allora.Sdk.Chain;

/// <summary>A successful simulation.</summary>
/// <param name="GasUsed">The gas that was used.</param>
/// <param name="Height">The height of the simulated state.</param>
public sealed record SimulationResult(ulong GasUsed, long Height);
