using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>What became of a submission after its inclusion, as far as it is known: each one tells all that the ones before it told.</summary>
/// <remarks>Read from block events; where blocks were not heard of, scores are asked for. The chain tells rewards as events only.</remarks>
public sealed record SubmissionFollowUp
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>As what the wallet submitted.</summary>
    public required SubmissionActor Actor { get; init; }

    /// <summary>How far it has come.</summary>
    public required FollowUpStage Stage { get; init; }

    /// <summary>The transaction's hash (upper-case hex).</summary>
    public string? TransactionHash { get; init; }

    /// <summary>The value that was submitted, in the chain's spelling.</summary>
    public string? Value { get; init; }

    /// <summary>The last height (blocks) of the window; 0 where a restart forgot it.</summary>
    public long WindowEnd { get; init; }

    /// <summary>Whether the submission is among the topic's best; null while that is not known.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The score for this nonce, null before.</summary>
    public ChainDecimal? Score { get; init; }

    /// <summary>The wallet's moving average of scores after this nonce, where the chain told it.</summary>
    public ChainDecimal? EmaScore { get; init; }

    /// <summary>The reward (uallo, with a fraction that the chain does not pay out), null before.</summary>
    public ChainDecimal? Reward { get; init; }

    /// <summary>The height (blocks) of the block that told the newest of this; 0 where it was asked for.</summary>
    public long Height { get; init; }

    /// <summary>Why it ended, where that needs words.</summary>
    public string? Message { get; init; }

    /// <summary>True where nothing more will come.</summary>
    public bool IsFinal => Stage is FollowUpStage.Passive or FollowUpStage.Rewarded or FollowUpStage.Ended;
}
