using System.Diagnostics;
using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending;

/// <summary>The result of one transaction that was sent with <see cref="WalletTransactions"/>.</summary>
[DebuggerDisplay("{Status}: {Hash ?? Message,nq}")]
public sealed record TransactionResult
{
    /// <summary>The outcome, as far as it is known.</summary>
    public required TransactionStatus Status { get; init; }

    /// <summary>The hash (upper-case hexadecimal); null if nothing was sent.</summary>
    public string? Hash { get; init; }

    /// <summary>The account sequence of the signed bytes; null if nothing was sent.</summary>
    public ulong? Sequence { get; init; }

    /// <summary>The last height (blocks) at which it could be included; null if nothing was sent.</summary>
    public ulong? TimeoutHeight { get; init; }

    /// <summary>Its outcome in a block; null if it is in none.</summary>
    public TransactionReceipt? Receipt { get; init; }

    /// <summary>The fee offered (uallo); taken whole once it is in a block. Null if nothing was sent.</summary>
    public UAllo? Fee { get; init; }

    /// <summary>The fee that the chain required: gas used x gas price at the time of sending (uallo); null if it is not known.</summary>
    public UAllo? FeeNeeded { get; init; }

    /// <summary>Gas: used by the block, or for <see cref="TransactionStatus.Simulated"/> by the simulation; null otherwise.</summary>
    public ulong? GasUsed { get; init; }

    /// <summary>The cause of a failure; null if there was none.</summary>
    public AlloraErrorReason? Reason { get; init; }

    /// <summary>A description of a failure with the remedy, for people; null if there was none.</summary>
    public string? Message { get; init; }

    /// <summary>The chain's own error; null if it gave none.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>The last stage that was reached.</summary>
    public SubmissionStage Stage { get; init; }

    /// <summary>Whether sending it again, in a new transaction, can succeed and cannot do the same thing twice.</summary>
    public bool MayRetry { get; init; }

    /// <summary>Returns this result if the transaction succeeded in a block, or as a dry run.</summary>
    /// <exception cref="AlloraException">The transaction did not succeed; the exception has the reason, the chain's error and the hash.</exception>
    public TransactionResult EnsureIncluded()
    {
        if (Status is TransactionStatus.Included or TransactionStatus.Simulated)
            return this;
        throw new AlloraException(Reason ?? AlloraErrorReason.Unknown, MayRetry, $"The transaction {Hash ?? "(not sent)"} was not included ({Status}): {Message}")
        {
            ChainError = ChainError,
            TransactionHash = Status == TransactionStatus.Rejected ? null : Hash,
        };
    }
}
