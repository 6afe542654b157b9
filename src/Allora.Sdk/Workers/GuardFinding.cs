namespace Allora.Sdk;

/// <summary>A guard's finding about a prediction.</summary>
public sealed record GuardFinding
{
    /// <summary>Which guard.</summary>
    public required GuardKind Guard { get; init; }

    /// <summary>The severity.</summary>
    public required GuardSeverity Severity { get; init; }

    /// <summary>The finding, with the numbers.</summary>
    public required string Message { get; init; }
}

/// <summary>The guards.</summary>
public enum GuardKind
{
    /// <summary>The prediction is zero.</summary>
    Zero,

    /// <summary>The prediction is far from the last one.</summary>
    Jump,

    /// <summary>The prediction is far from other inferers' values.</summary>
    ZScore,

    /// <summary>The prediction is absurd beside the network's values.</summary>
    Network,
}

/// <summary>The severity of a finding.</summary>
public enum GuardSeverity
{
    /// <summary>For information.</summary>
    Information,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>The prediction was not submitted because of it.</summary>
    Refusal,
}
