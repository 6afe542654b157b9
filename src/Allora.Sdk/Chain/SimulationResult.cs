namespace Allora.Sdk.Chain;

/// <summary>A successful simulation.</summary>
public sealed record SimulationResult
{
    /// <summary>The gas that was used.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The height of the simulated state.</summary>
    public required long Height { get; init; }
}
