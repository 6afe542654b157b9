namespace Allora.Sdk;

/// <summary>The stage at which a submission stood when it ended or failed: "prediction failed" and "confirmation failed" call for different action.</summary>
public enum SubmissionStage
{
    /// <summary>The provider was asked.</summary>
    Prediction,

    /// <summary>The value was encoded and signed.</summary>
    Signing,

    /// <summary>The signed bytes were simulated.</summary>
    Simulation,

    /// <summary>The bytes were broadcast.</summary>
    Broadcast,

    /// <summary>The transaction was looked for in blocks.</summary>
    Confirmation,
}
