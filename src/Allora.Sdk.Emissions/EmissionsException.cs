namespace Allora.Sdk.Emissions;

/// <summary>A computation that the chain would give up with an error. What was computed before it stays valid.</summary>
public sealed class EmissionsException : Exception
{
    /// <summary>An error with its reason.</summary>
    /// <param name="reason">The reason, to branch on.</param>
    /// <param name="message">What failed, and with which value.</param>
    public EmissionsException(EmissionsError reason, string message)
        : base(message) => Reason = reason;

    /// <summary>The reason, to branch on.</summary>
    public EmissionsError Reason { get; }
}
