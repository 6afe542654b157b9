namespace Allora.Sdk;

/// <summary>A guard's finding about a prediction.</summary>
/// <param name="Guard">Which guard.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">The finding, with the numbers.</param>
public sealed record GuardFinding(GuardKind Guard, GuardSeverity Severity, string Message);

/// <summary>The guards.</summary>
public enum GuardKind
{
    /// <summary>The prediction is zero.</summary>
    Zero,

    /// <summary>The prediction is far from the last one.</summary>
    Jump,

    /// <summary>The prediction is far from other inferers' values.</summary>
    ZScore,
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
