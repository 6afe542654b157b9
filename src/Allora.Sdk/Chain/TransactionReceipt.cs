using Allora.Sdk.Transactions;

namespace Allora.Sdk.Chain;

/// <summary>A transaction's outcome in a block.</summary>
public sealed record TransactionReceipt
{
    /// <summary>The transaction's hash, upper-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The height of its block.</summary>
    public required long Height { get; init; }

    /// <summary>Why it failed in the block; null when it succeeded. The fee is taken either way.</summary>
    public ChainError? Error { get; init; }

    /// <summary>Its gas limit.</summary>
    public required ulong GasWanted { get; init; }

    /// <summary>The gas that it took.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The fee that it offered and that was taken whole.</summary>
    public TransactionFee Fee { get; init; } = new() { GasLimit = 0 };

    /// <summary>What it caused. A failed one leaves only the events of its fee.</summary>
    public IReadOnlyList<ChainEvent> Events { get; init; } = [];
}
