namespace Allora.Sdk;

/// <summary>A guard's action on a suspicious prediction.</summary>
public enum GuardAction
{
    /// <summary>No check.</summary>
    Off,

    /// <summary>The finding is reported, in the result and in the log; the prediction is submitted.</summary>
    Report,

    /// <summary>The finding is reported, and the prediction is not submitted: the fallback applies.</summary>
    Refuse,
}
