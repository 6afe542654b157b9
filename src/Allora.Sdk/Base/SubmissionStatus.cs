namespace Allora.Sdk;

/// <summary>Where a nonce stands. All but <see cref="Broadcast"/> are terminal: the nonce is settled and not tried again.</summary>
public enum SubmissionStatus
{
    /// <summary>The node took the transaction into its mempool; its inclusion is being watched.</summary>
    Broadcast,

    /// <summary>The payload is in a block with code 0.</summary>
    Included,

    /// <summary>The chain already holds a payload of this wallet for the nonce.</summary>
    AlreadySubmitted,

    /// <summary>The window closed without a payload of ours in a block; <see cref="SubmissionResult.Message"/> says why.</summary>
    Missed,

    /// <summary>The payload can never be accepted; <see cref="SubmissionResult.Reason"/> says why.</summary>
    Rejected,

    /// <summary>The provider chose not to answer, or a guard refused its answer and there was no fallback.</summary>
    Skipped,

    /// <summary>A dry run: predicted, signed and simulated, not broadcast.</summary>
    DryRun,
}
