namespace Allora.Sdk;

/// <summary>The time of each stage of a submission, since the window was detected (the frame's last byte, or the poll's answer). Null: not reached.</summary>
public sealed record SubmissionTimings
{
    /// <summary>The provider's first call began.</summary>
    public TimeSpan? PredictionStarted { get; init; }

    /// <summary>The provider returned.</summary>
    public TimeSpan? Predicted { get; init; }

    /// <summary>The transaction was signed, in parallel to its simulation.</summary>
    public TimeSpan? TransactionSigned { get; init; }

    /// <summary>The node answered the simulation.</summary>
    public TimeSpan? Simulated { get; init; }

    /// <summary>The request of BroadcastTx was passed to the connection.</summary>
    public TimeSpan? BroadcastSent { get; init; }

    /// <summary>BroadcastTx was answered.</summary>
    public TimeSpan? BroadcastAnswered { get; init; }

    /// <summary>The transaction was found in a block.</summary>
    public TimeSpan? Confirmed { get; init; }

    /// <summary>The time spent in the provider, null while it has not returned.</summary>
    public TimeSpan? Prediction => Predicted - PredictionStarted;

    /// <summary>From the detection of the window to the sending of BroadcastTx, without the provider's own time.</summary>
    public TimeSpan? OwnLatency => BroadcastSent - Prediction;
}
