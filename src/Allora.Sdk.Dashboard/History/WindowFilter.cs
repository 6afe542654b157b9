namespace Allora.Sdk.Dashboard.History;

/// <summary>A choice of windows. What is null does not restrict it.</summary>
public sealed record WindowFilter
{
    /// <summary>The worker's name.</summary>
    public string? Worker { get; init; }

    /// <summary>The topic.</summary>
    public ulong? TopicId { get; init; }

    /// <summary>The status of the newest result.</summary>
    public SubmissionStatus? Status { get; init; }

    /// <summary>The first time (UTC) of <see cref="WindowRecord.FirstSeen"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time (UTC) before which <see cref="WindowRecord.FirstSeen"/> lies.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The nonce (blocks) of the last window of the page before: only windows after it in the order of reading are chosen.</summary>
    public long? AfterNonce { get; init; }

    /// <summary>The worker of the last window of the page before; null to leave out all windows of <see cref="AfterNonce"/>.</summary>
    public string? AfterWorker { get; init; }

    /// <summary>The most windows to return. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether a window is chosen, whatever the limit.</summary>
    /// <param name="record">The window.</param>
    public bool Matches(WindowRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Worker is null || record.Worker == Worker)
            && (TopicId is null || record.Result.TopicId == TopicId)
            && (Status is null || record.Result.Status == Status)
            && !(record.FirstSeen < From)
            && !(record.FirstSeen >= Until)
            && IsAfter(record);
    }

    private bool IsAfter(WindowRecord record) =>
        AfterNonce is not { } nonce
        || record.Result.Nonce < nonce
        || (record.Result.Nonce == nonce && AfterWorker is { } worker && string.CompareOrdinal(record.Worker, worker) > 0);
}
