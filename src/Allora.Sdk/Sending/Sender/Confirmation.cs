using Allora.Sdk.Chain;

namespace Allora.Sdk.Sending.Sender;

/// <summary>The outcome of broadcast bytes.</summary>
internal abstract record Confirmation;

/// <summary>The bytes, or those that they replaced, are in a block; the receipt has the code.</summary>
internal sealed record InBlock(TransactionReceipt Receipt, PendingTransaction Included) : Confirmation
{
    /// <summary>The bytes used their sequence, since nothing else has it, but no node keeps their block.</summary>
    public static InBlock WithoutResult(PendingTransaction transaction, long height) => new(
        new TransactionReceipt { Hash = transaction.Hash, Height = height, GasWanted = transaction.GasLimit, GasUsed = 0, IsResultKnown = false }, transaction);
}

/// <summary>The bytes are in no block and can never be: their timeout height has passed, or their sequence was used by something else.</summary>
internal sealed record Expired(string Why) : Confirmation;

/// <summary>
/// A node no longer accepts the bytes, such as for their fee. They may be included all the same, so the replacement has the same
/// sequence.
/// </summary>
internal sealed record Displaced(ChainError Error) : Confirmation;
