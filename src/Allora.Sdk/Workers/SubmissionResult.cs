using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>The result of one nonce, as far as it is known.</summary>
[DebuggerDisplay("topic {TopicId}, nonce {Nonce}: {Status}")]
public sealed record SubmissionResult
{
    /// <summary>The topic's id.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The nonce (a height, blocks).</summary>
    public required long Nonce { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>The status of the nonce.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The last height (blocks) whose block could include the payload.</summary>
    public long WindowEnd { get; init; }

    /// <summary>The chain's time (UTC) of the nonce's block, if it is known.</summary>
    public DateTimeOffset? BlockTime { get; init; }

    /// <summary>The value in the chain's spelling, labels as label=value; null if there was no answer, or the answer was to skip.</summary>
    public string? Value { get; init; }

    /// <summary>
    /// The prediction that was or would have been submitted; null if there was no answer, if the answer was to skip, if the role submits no
    /// prediction, and for a transaction of an earlier run.
    /// </summary>
    public Prediction? Submitted { get; init; }

    /// <summary>The provider's note on the value, for example its source; one line, control characters are escaped.</summary>
    public string? Note { get; init => field = value is null ? null : SafeText.OneLine(value); }

    /// <summary>Set if the value is not the provider's answer for this nonce: its source, and the reason. Null otherwise.</summary>
    public SubmissionFallback? Fallback { get; init; }

    /// <summary>The guards' findings about the prediction, even if they refused it. Usually none.</summary>
    public IReadOnlyList<GuardFinding> Findings { get; init; } = [];

    /// <summary>The transaction's hash (upper-case hex), null if none was sent.</summary>
    public string? TransactionHash { get; init; }

    /// <summary>Whether another sender submitted the bundle that was signed here: it counts for this wallet, and somebody else paid. Default false.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>The height (blocks) of the block with the transaction.</summary>
    public long? Height { get; init; }

    /// <summary>The fee offered (uallo); the whole of it is taken once the transaction is in a block. Null if nothing was broadcast.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>The fee that the chain required: gas used x gas price at the time of sending (uallo), null if it is not known.</summary>
    public UAllo? FeeNeeded { get; init; }

    /// <summary>Fees (uallo) burned by earlier transactions for this nonce that failed in a block.</summary>
    public UAllo FeesBurned { get; init; }

    /// <summary>The gas that the block used, null while not included.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>The number of attempts to send.</summary>
    public int Attempts { get; init; }

    /// <summary>The last stage that was reached.</summary>
    public SubmissionStage Stage { get; init; }

    /// <summary>The cause of a failure, null if there was none.</summary>
    public AlloraErrorReason? Reason { get; init; }

    /// <summary>A description of the cause with the remedy, null if there was no failure; one line, control characters are escaped.</summary>
    public string? Message { get; init => field = value is null ? null : SafeText.OneLine(value); }

    /// <summary>The chain's own error (codespace, code); null if it went well, or if the chain gave none.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>When each stage was reached.</summary>
    public SubmissionTimings Timings { get; init; } = new();

    /// <summary>True if the nonce is settled.</summary>
    public bool IsTerminal => Status != SubmissionStatus.Broadcast;
}
