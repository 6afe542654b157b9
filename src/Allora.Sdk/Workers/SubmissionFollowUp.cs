using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>The progress of a submission after its inclusion, as far as it is known: each update includes the earlier ones.</summary>
/// <remarks>Read from block events; if blocks were missed, scores are queried. The chain reports rewards as events only.</remarks>
public sealed record SubmissionFollowUp
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>The role of the submission.</summary>
    public required SubmissionActor Actor { get; init; }

    /// <summary>The stage that was reached.</summary>
    public required FollowUpStage Stage { get; init; }

    /// <summary>The transaction's hash (upper-case hex).</summary>
    public string? TransactionHash { get; init; }

    /// <summary>The value that was submitted, in the chain's spelling.</summary>
    public string? Value { get; init; }

    /// <summary>The last height (blocks) of the window; 0 if it was lost with a restart.</summary>
    public long WindowEnd { get; init; }

    /// <summary>Whether the submission is among the topic's best; null while that is not known.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The score for this nonce, null before.</summary>
    public ChainDecimal? Score { get; init; }

    /// <summary>The wallet's moving average of scores after this nonce, if the chain reported it.</summary>
    public ChainDecimal? EmaScore { get; init; }

    /// <summary>The reward (uallo, with a fraction that the chain does not pay out), null before.</summary>
    public ChainDecimal? Reward { get; init; }

    /// <summary>The height (blocks) of the block with the newest update; 0 if it was queried.</summary>
    public long Height { get; init; }

    /// <summary>A description of the end, if it needs one.</summary>
    public string? Message { get; init; }

    /// <summary>True if this is the last update.</summary>
    public bool IsFinal => Stage is FollowUpStage.Passive or FollowUpStage.Rewarded or FollowUpStage.Ended;
}
