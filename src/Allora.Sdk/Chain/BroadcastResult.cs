namespace Allora.Sdk.Chain;

/// <summary>The result of a node's check of a transaction before it is in a block (CheckTx).</summary>
/// <param name="Hash">The transaction's hash, upper-case hexadecimal.</param>
/// <param name="Error">Why the node rejected it; null if it is in the mempool.</param>
public sealed record BroadcastResult(string Hash, ChainError? Error);
