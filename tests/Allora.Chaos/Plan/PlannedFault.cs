namespace Allora.Chaos.Plan;

/// <summary>One fault of the plan.</summary>
internal sealed record PlannedFault
{
    public required int Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>When it begins, after the run's beginning.</summary>
    public required double AtMs { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>The node that suffers it; null for the whole chain.</summary>
    public int? Node { get; init; }

    /// <summary>The gRPC method that suffers it; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Blocks, times or a price, as the kind wants.</summary>
    public int Number { get; init; }

    /// <summary>The latency, or the pause that a busy node asks for.</summary>
    public int DelayMs { get; init; }
}
