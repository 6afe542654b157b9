using Allora.Sdk.Chain;

namespace Allora.Sdk.Transactions.Sending;

/// <summary>The fate of bytes that left.</summary>
internal abstract record Confirmation;

/// <summary>They are in a block; the receipt tells with which code.</summary>
internal sealed record InBlock(TransactionReceipt Receipt) : Confirmation;

/// <summary>They are in no block and can never be: their timeout height has passed, or their sequence was used by something else.</summary>
internal sealed record OutOfReach(string Why) : Confirmation;
