namespace Allora.Sdk;

/// <summary>What a guard noticed about a prediction.</summary>
/// <param name="Guard">Which guard.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">What it noticed, with the numbers.</param>
public sealed record GuardFinding(GuardKind Guard, GuardSeverity Severity, string Message);

/// <summary>The guards.</summary>
public enum GuardKind
{
    /// <summary>The prediction is zero.</summary>
    Zero,

    /// <summary>It is far from the last one.</summary>
    Jump,

    /// <summary>It is far from what other inferers say.</summary>
    ZScore,
}

/// <summary>How grave a finding is.</summary>
public enum GuardSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Worth looking into.</summary>
    Warning,

    /// <summary>The prediction was not submitted because of it.</summary>
    Refusal,
}
