using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>How an errand ended.</summary>
/// <param name="Sent">The bytes that were sent; null if none were.</param>
/// <param name="Confirmation">Their outcome; null if none were sent.</param>
/// <param name="Refused">Why nothing was sent; null if something was.</param>
internal sealed record ErrandOutcome(PendingTransaction? Sent, Confirmation? Confirmation, Refused? Refused)
{
    /// <summary>The gas that a dry run's simulation used; null otherwise.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>Whether a block holds the transaction with code 0.</summary>
    public bool Succeeded => Confirmation is InBlock { Receipt.Error: null };

    /// <summary>The hash of the bytes in a block, or else of the newest that were sent.</summary>
    public string? Hash => Confirmation is InBlock { Included: var included } ? included.Hash : Sent?.Hash;

    /// <summary>Why it did not succeed; null if it did, and for a dry run.</summary>
    public Refused? Failure => Confirmation switch
    {
        InBlock { Receipt.Error: { } error } => new Refused(error.Reason, SubmissionStage.Confirmation, error.Log, error.IsTransient, error),
        Expired lost => new Refused(AlloraErrorReason.WindowEnded, SubmissionStage.Confirmation, lost.Why, IsTransient: true),
        _ => Refused,
    };
}
