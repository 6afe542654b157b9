namespace Allora.Sdk.Alerts;

/// <summary>What is known of one worker when alerts are evaluated.</summary>
internal sealed record WorkerReading
{
    public required string ChainId { get; init; }

    public required string Wallet { get; init; }

    public required ulong TopicId { get; init; }

    public required WorkerHealth Health { get; init; }

    /// <summary>The last window if it was missed or rejected, and since when windows are.</summary>
    public (string Detail, DateTimeOffset Since)? Missed { get; init; }

    /// <summary>The last answer if it was a fallback, and since when answers are.</summary>
    public (string Detail, DateTimeOffset Since)? Fallback { get; init; }

    /// <summary>When the worker left its standby and took over; null if it did not.</summary>
    public DateTimeOffset? TookOver { get; init; }
}
