namespace Allora.Sdk.Chain;

/// <summary>The result of a node's check of a transaction before it is in a block (CheckTx).</summary>
public sealed record BroadcastResult
{
    /// <summary>The transaction's hash, upper-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Why the node rejected it; null if it is in the mempool.</summary>
    public ChainError? Error { get; init; }
}
