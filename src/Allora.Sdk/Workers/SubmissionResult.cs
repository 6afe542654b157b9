using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>What became of one nonce, as far as it is known.</summary>
[DebuggerDisplay("topic {TopicId}, nonce {Nonce}: {Status}")]
public sealed record SubmissionResult
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>Where the nonce stands.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The last height (blocks) whose block could include the payload.</summary>
    public long WindowEnd { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block, where it was learned.</summary>
    public DateTimeOffset? BlockTime { get; init; }

    /// <summary>The value in the chain's spelling, labels as label=value; null if there was no answer, or the answer was to skip.</summary>
    public string? Value { get; init; }

    /// <summary>
    /// The prediction that was or would have been submitted; null if there was no answer, if the answer was to skip, if the role submits no
    /// prediction, and for a transaction of an earlier run.
    /// </summary>
    public Prediction? Submitted { get; init; }

    /// <summary>What the provider said about the value, for example where it comes from.</summary>
    public string? Note { get; init; }

    /// <summary>Set where the value is not the provider's answer for this nonce: where it comes from, and why. Null otherwise.</summary>
    public SubmissionFallback? Fallback { get; init; }

    /// <summary>What guards noticed about the prediction, also about one that they refused. Usually none.</summary>
    public IReadOnlyList<GuardFinding> Findings { get; init; } = [];

    /// <summary>The transaction's hash (upper-case hex), null where none was sent.</summary>
    public string? TransactionHash { get; init; }

    /// <summary>The height (blocks) of the block that holds the transaction.</summary>
    public long? Height { get; init; }

    /// <summary>The fee offered (uallo); the whole of it is taken once the transaction is in a block. Null where nothing was broadcast.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>What the chain needed: gas used x gas price at the time of sending (uallo), null where it is not known.</summary>
    public UAllo? FeeNeeded { get; init; }

    /// <summary>Fees (uallo) burned by earlier transactions for this nonce that failed in a block.</summary>
    public UAllo FeesBurned { get; init; }

    /// <summary>The gas that the block used, null while not included.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>How many times sending was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>The stage that was reached.</summary>
    public SubmissionStage Stage { get; init; }

    /// <summary>Why it ended so, null where it went well.</summary>
    public AlloraErrorReason? Reason { get; init; }

    /// <summary>What happened and what to do, null where it went well.</summary>
    public string? Message { get; init; }

    /// <summary>The chain's own error (codespace, code); null if it went well, or if the chain gave none.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>When each stage was reached.</summary>
    public SubmissionTimings Timings { get; init; } = new();

    /// <summary>True where the nonce is settled.</summary>
    public bool IsTerminal => Status != SubmissionStatus.Broadcast;
}
