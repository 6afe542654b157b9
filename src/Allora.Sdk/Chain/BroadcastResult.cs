namespace Allora.Sdk.Chain;

/// <summary>A node's verdict on a transaction before it is in a block (CheckTx).</summary>
/// <param name="Hash">The transaction's hash, upper-case hexadecimal.</param>
/// <param name="Error">Why the node refused it; null when it is in the mempool.</param>
public sealed record BroadcastResult(string Hash, ChainError? Error);
