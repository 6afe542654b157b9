using Allora.Sdk.Chain;

namespace Allora.Sdk.Sending.Sender;

/// <summary>The fate of bytes that left.</summary>
internal abstract record Confirmation;

/// <summary>They, or earlier ones that they were to replace, are in a block; the receipt tells with which code.</summary>
internal sealed record InBlock(TransactionReceipt Receipt, PendingTransaction Included) : Confirmation;

/// <summary>They are in no block and can never be: their timeout height has passed, or their sequence was used by something else.</summary>
internal sealed record OutOfReach(string Why) : Confirmation;

/// <summary>
/// A node does not take the bytes any more, such as for their fee. They may be included all the same, so what is built in their place
/// carries the same sequence.
/// </summary>
internal sealed record Displaced(ChainError Error) : Confirmation;
