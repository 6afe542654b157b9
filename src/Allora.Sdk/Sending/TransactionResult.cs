using System.Diagnostics;
using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending;

/// <summary>What became of one transaction that was sent with <see cref="WalletTransactions"/>.</summary>
[DebuggerDisplay("{Fate}: {Hash ?? Message,nq}")]
public sealed record TransactionResult
{
    /// <summary>The fate, as far as it is known.</summary>
    public required TransactionFate Fate { get; init; }

    /// <summary>The hash (upper-case hexadecimal); null where nothing left.</summary>
    public string? Hash { get; init; }

    /// <summary>The account sequence that it was signed with; null where nothing left.</summary>
    public ulong? Sequence { get; init; }

    /// <summary>The last height (blocks) at which it could be included; null where nothing left.</summary>
    public ulong? TimeoutHeight { get; init; }

    /// <summary>Its outcome in a block; null where it is in none.</summary>
    public TransactionReceipt? Receipt { get; init; }

    /// <summary>The fee offered (uallo); taken whole once it is in a block. Null where nothing left.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>What the chain needed: gas used x gas price at the time of sending (uallo); null where it is not known.</summary>
    public UAllo? FeeNeeded { get; init; }

    /// <summary>Gas: what the block used, or for <see cref="TransactionFate.Simulated"/> what the simulation told; null otherwise.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>Why it ended so; null where it went well.</summary>
    public AlloraErrorReason? Reason { get; init; }

    /// <summary>What happened and what to do, for people; null where it went well.</summary>
    public string? Message { get; init; }

    /// <summary>The chain's own error; null where it gave none.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>The stage that was reached.</summary>
    public SubmissionStage Stage { get; init; }

    /// <summary>Whether sending it again, in a new transaction, can succeed and cannot do the same thing twice.</summary>
    public bool MayRetry { get; init; }

    /// <summary>This result where the transaction succeeded in a block (or the dry run went well).</summary>
    /// <exception cref="AlloraException">It did not; reason, chain error and hash are in the exception.</exception>
    public TransactionResult EnsureIncluded()
    {
        if (Fate is TransactionFate.Included or TransactionFate.Simulated)
            return this;
        throw new AlloraException(Reason ?? AlloraErrorReason.Unknown, MayRetry, $"The transaction {Hash ?? "(not sent)"} was not included ({Fate}): {Message}")
        {
            ChainError = ChainError,
            TransactionHash = Fate == TransactionFate.Rejected ? null : Hash,
        };
    }
}
