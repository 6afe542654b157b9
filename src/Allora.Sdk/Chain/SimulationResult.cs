namespace Allora.Sdk.Chain;

/// <summary>A simulation that went through.</summary>
/// <param name="GasUsed">The gas that it took.</param>
/// <param name="Height">The height of the state that it ran on.</param>
public sealed record SimulationResult(ulong GasUsed, long Height);
