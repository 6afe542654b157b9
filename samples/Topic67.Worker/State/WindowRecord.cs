using Allora.Sdk;

namespace Topic67.Worker.State;

/// <summary>A line of the log of predictions: a window and its outcome.</summary>
internal sealed record WindowRecord
{
    /// <summary>The status of a window that opened while no worker ran.</summary>
    public const string Down = "Down";

    public required DateTimeOffset Timestamp { get; init; }

    public required ulong TopicId { get; init; }

    public required long Nonce { get; init; }

    public DateTimeOffset? BlockTime { get; init; }

    public string? Value { get; init; }

    public string? How { get; init; }

    /// <summary>The part of the forecaster that made the value.</summary>
    public string? Source { get; init; }

    /// <summary>True if the value is a fallback: neither the model nor the drift of a short history.</summary>
    public bool Fallback { get; init; }

    /// <summary>A status of the SDK, or <see cref="Down"/>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? Hash { get; init; }

    public long? Height { get; init; }

    /// <summary>The paid fees (uallo), burned attempts included.</summary>
    public string? FeeUallo { get; init; }

    public double? SentMs { get; init; }

    public double? ConfirmedMs { get; init; }

    /// <summary>True if the chain has the answer.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAnswered => Status is nameof(SubmissionStatus.Included) or nameof(SubmissionStatus.AlreadySubmitted);

    /// <summary>True if an answer was wanted, and the chain has none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsMissed => Status is nameof(SubmissionStatus.Missed) or nameof(SubmissionStatus.Rejected);

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
