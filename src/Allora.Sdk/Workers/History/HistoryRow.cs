using Allora.Sdk.Values;

namespace Allora.Sdk.Workers.History;

/// <summary>One submission of a wallet, with what became of it. Fields that are not known yet, or that do not apply, are null.</summary>
public sealed record HistoryRow
{
    /// <summary>The chain id.</summary>
    public required string ChainId { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The window's nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The wallet's role in the nonce.</summary>
    public required SubmissionActor Actor { get; init; }

    /// <summary>The time (UTC) of the last change of this row.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The last height (blocks) of the window.</summary>
    public long? WindowEnd { get; init; }

    /// <summary>The time (UTC) of the nonce's block.</summary>
    public DateTimeOffset? BlockTime { get; init; }

    /// <summary>The outcome.</summary>
    public SubmissionStatus? Status { get; init; }

    /// <summary>The submitted value in the chain's spelling.</summary>
    public string? Value { get; init; }

    /// <summary>The transaction's hash (upper-case hexadecimal).</summary>
    public string? Hash { get; init; }

    /// <summary>The height (blocks) of its block.</summary>
    public long? Height { get; init; }

    /// <summary>The fee (uallo), or the share of it if several payloads shared the transaction.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>The fees (uallo) of failures in blocks.</summary>
    public UAllo? FeesBurned { get; init; }

    /// <summary>The gas (gas) used.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>From the detection of the window to the broadcast, in milliseconds, without the provider's own time.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>The cause of a failure.</summary>
    public AlloraErrorReason? Reason { get; init; }

    /// <summary>A description of a failure, for people.</summary>
    public string? Message { get; init; }

    /// <summary>The last stage of the follow-up.</summary>
    public FollowUpStage? Stage { get; init; }

    /// <summary>Whether the submission is among the topic's best.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The score.</summary>
    public ChainDecimal? Score { get; init; }

    /// <summary>The moving average of scores.</summary>
    public ChainDecimal? EmaScore { get; init; }

    /// <summary>The reward (uallo).</summary>
    public ChainDecimal? Reward { get; init; }
}
