using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Chain;

/// <summary>A transaction's outcome in a block.</summary>
public sealed record TransactionReceipt
{
    /// <summary>The transaction's hash, upper-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The height of its block.</summary>
    public required long Height { get; init; }

    /// <summary>Why it failed in the block; null if it succeeded. The fee is charged either way, except with <see cref="FailedWithoutFee"/>.</summary>
    public ChainError? Error { get; init; }

    /// <summary>
    /// Whether the block's first checks rejected it, for example because of a future sequence: no fee was charged, no sequence was used, and
    /// a later block may still include the same bytes.
    /// </summary>
    /// <remarks>Detected by its events: a transaction that passed those checks has the events of its fee and sequence, whether it failed or not.</remarks>
    public bool FailedWithoutFee => Error is not null && Events.Count == 0;

    /// <summary>
    /// Whether the node reported the result. False if only the block shows the transaction, as on nodes that keep neither an index nor results: it is
    /// included, and whether it succeeded is not known. Default true.
    /// </summary>
    public bool IsResultKnown { get; init; } = true;

    /// <summary>Its gas limit.</summary>
    public required ulong GasWanted { get; init; }

    /// <summary>The gas that was used.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The fee, which was charged in full.</summary>
    public TransactionFee Fee { get; init; } = new() { GasLimit = 0 };

    /// <summary>Its events. A failed transaction has only the events of its fee; one with <see cref="FailedWithoutFee"/> has none.</summary>
    public IReadOnlyList<ChainEvent> Events { get; init; } = [];
}
