namespace Allora.Sdk.Emissions.Sortition;

/// <summary>The outcome of a submission.</summary>
public enum AdmissionOutcome
{
    /// <summary>Refused: the actor is in the active set, or submitted for this nonce or a later one before.</summary>
    AlreadySubmitted,

    /// <summary>The actor joined an active set with room.</summary>
    Joined,

    /// <summary>The actor took the place of the one with the lowest score.</summary>
    Replaced,

    /// <summary>The score is not above the lowest: the payload is not used, the transaction succeeds and is paid for.</summary>
    NotAdmitted,
}

/// <summary>What a submission did to the active set.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Ledger">The role after the submission; unchanged if refused.</param>
/// <param name="Evicted">The actor that lost its place, whose payload is deleted; null if none did.</param>
/// <param name="PassiveScore">The EMA score set for an actor that is not active: an EventEMAScoresSet with is_active false; null if none was.</param>
public sealed record Admission(AdmissionOutcome Outcome, RoleLedger Ledger, string? Evicted = null, WorkerValue? PassiveScore = null)
{
    /// <summary>If the payload is used.</summary>
    public bool IsAdmitted => Outcome is AdmissionOutcome.Joined or AdmissionOutcome.Replaced;
}
