using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Chain;

/// <summary>A transaction's outcome in a block.</summary>
public sealed record TransactionReceipt
{
    /// <summary>The transaction's hash, upper-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The height of its block.</summary>
    public required long Height { get; init; }

    /// <summary>Why it failed in the block; null when it succeeded. The fee is taken either way, but for <see cref="WasTurnedAway"/>.</summary>
    public ChainError? Error { get; init; }

    /// <summary>
    /// Whether the block's first checks refused it, as they do one whose sequence is not due yet: no fee was taken, no sequence was used, and
    /// a later block may still include the same bytes.
    /// </summary>
    /// <remarks>Known by its events: what has passed those checks leaves the events of its fee and sequence, failed or not.</remarks>
    public bool WasTurnedAway => Error is not null && Events.Count == 0;

    /// <summary>Its gas limit.</summary>
    public required ulong GasWanted { get; init; }

    /// <summary>The gas that it took.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The fee that it offered and that was taken whole.</summary>
    public TransactionFee Fee { get; init; } = new() { GasLimit = 0 };

    /// <summary>What it caused. A failed one leaves only the events of its fee, one that was turned away none.</summary>
    public IReadOnlyList<ChainEvent> Events { get; init; } = [];
}
