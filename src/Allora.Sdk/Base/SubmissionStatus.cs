namespace Allora.Sdk;

/// <summary>The status of a nonce. All but <see cref="Broadcast"/> are terminal: the nonce is settled and not retried.</summary>
public enum SubmissionStatus
{
    /// <summary>The node accepted the transaction into its mempool; its inclusion is pending.</summary>
    Broadcast,

    /// <summary>The payload is in a block with code 0, or the chain holds it although another sender submitted it (<see cref="SubmissionResult.IsRelayed"/>).</summary>
    Included,

    /// <summary>The chain already holds a payload of this wallet for the nonce.</summary>
    AlreadySubmitted,

    /// <summary>The window closed without a payload of ours in a block; <see cref="SubmissionResult.Message"/> has the cause.</summary>
    Missed,

    /// <summary>The payload can never be accepted; <see cref="SubmissionResult.Reason"/> has the cause.</summary>
    Rejected,

    /// <summary>The provider skipped the nonce, or a guard rejected its answer and there was no fallback.</summary>
    Skipped,

    /// <summary>A dry run: predicted, signed and verified here, and simulated if <see cref="WorkerOptions.SimulateDryRuns"/> is set; not broadcast.</summary>
    DryRun,

    /// <summary>The chain holds another answer of this wallet for the nonce, which was never signed here: the key is used elsewhere.</summary>
    UsedElsewhere,
}
