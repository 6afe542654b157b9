namespace Allora.Sdk.Sending.Sender;

/// <summary>The outcome of a step of a turn: built, sent, or refused.</summary>
internal readonly record struct SendStep
{
    /// <summary>The signed bytes, which nothing has sent yet.</summary>
    public PendingTransaction? Built { get; init; }

    public Sent? Sent { get; init; }

    public Refused? Refused { get; init; }
}
