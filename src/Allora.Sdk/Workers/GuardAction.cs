namespace Allora.Sdk;

/// <summary>What a guard does with a prediction that it finds suspicious.</summary>
public enum GuardAction
{
    /// <summary>It does not look.</summary>
    Off,

    /// <summary>It says so, in the result and in the log; the prediction is submitted.</summary>
    Report,

    /// <summary>It says so, and the prediction is not submitted: the fallback decides what is.</summary>
    Refuse,
}
