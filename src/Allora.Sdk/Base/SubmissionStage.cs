namespace Allora.Sdk;

/// <summary>The stage at which a submission ended or failed: a failed prediction and a failed confirmation require different actions.</summary>
public enum SubmissionStage
{
    /// <summary>The provider was called.</summary>
    Prediction,

    /// <summary>The value was encoded and signed.</summary>
    Signing,

    /// <summary>The signed bytes were simulated.</summary>
    Simulation,

    /// <summary>The bytes were broadcast.</summary>
    Broadcast,

    /// <summary>The transaction was looked up in blocks.</summary>
    Confirmation,
}
