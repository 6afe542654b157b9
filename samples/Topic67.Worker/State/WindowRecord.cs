using Allora.Sdk;

namespace Topic67.Worker.State;

/// <summary>A line of the log of predictions: a window and its outcome.</summary>
internal sealed record WindowRecord
{
    public required DateTimeOffset Timestamp { get; init; }

    public required ulong TopicId { get; init; }

    public required long Nonce { get; init; }

    public DateTimeOffset? BlockTime { get; init; }

    public string? Value { get; init; }

    public string? How { get; init; }

    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? Hash { get; init; }

    public long? Height { get; init; }

    /// <summary>The paid fees (uallo), burned attempts included.</summary>
    public string? FeeUallo { get; init; }

    public double? SentMs { get; init; }

    public double? ConfirmedMs { get; init; }

    public static WindowRecord Of(SubmissionResult result, DateTimeOffset now) => new()
    {
        Timestamp = now,
        TopicId = result.TopicId,
        Nonce = result.Nonce,
        BlockTime = result.BlockTime,
        Value = result.Value,
        How = result.Note,
        Status = result.Status.ToString(),
        Reason = result.Message,
        Hash = result.TransactionHash,
        Height = result.Height,
        FeeUallo = result is { Height: not null, Fee: { } fee } ? (fee + result.FeesBurned).Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        SentMs = result.Timings.BroadcastSent?.TotalMilliseconds,
        ConfirmedMs = result.Timings.Confirmed?.TotalMilliseconds,
    };
}

/// <summary>The network's inference for a nonce, kept for the score.</summary>
internal sealed record NetworkRecord(long Nonce, string Value);
