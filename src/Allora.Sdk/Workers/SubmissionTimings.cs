namespace Allora.Sdk;

/// <summary>When each stage of a submission was reached, as time since the window was heard of (the frame's last byte, or the poll's answer). Null: not reached.</summary>
public sealed record SubmissionTimings
{
    /// <summary>When the provider was first asked.</summary>
    public TimeSpan? PredictionStarted { get; init; }

    /// <summary>When the provider had answered.</summary>
    public TimeSpan? Predicted { get; init; }

    /// <summary>When the transaction was signed; that goes on while the node simulates it.</summary>
    public TimeSpan? TransactionSigned { get; init; }

    /// <summary>When its simulation was answered.</summary>
    public TimeSpan? Simulated { get; init; }

    /// <summary>When the request of BroadcastTx was handed to the connection.</summary>
    public TimeSpan? BroadcastSent { get; init; }

    /// <summary>When BroadcastTx was answered.</summary>
    public TimeSpan? BroadcastAnswered { get; init; }

    /// <summary>When the transaction was found in a block.</summary>
    public TimeSpan? Confirmed { get; init; }

    /// <summary>The time spent in the provider, null while it has not answered.</summary>
    public TimeSpan? Prediction => Predicted - PredictionStarted;

    /// <summary>From hearing of the window to the sending of BroadcastTx, the provider's own time aside.</summary>
    public TimeSpan? OwnLatency => BroadcastSent - Prediction;
}
