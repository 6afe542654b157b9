using Allora.Sdk.Chain.Events;

namespace Allora.Sdk.Events.Signals;

/// <summary>A copy of a block's frame, and what is read from it.</summary>
internal sealed class KeptFrame(byte[] bytes, long height)
{
    private IReadOnlyList<TypedEvent>? _events;

    // Only here and not as a Lazy in the constructor: a trimmed program that never asks for them then needs no description of the chain's messages.
    public IReadOnlyList<TypedEvent> Events => LazyInitializer.EnsureInitialized(ref _events, () => BlockFrameEvents.Read(bytes, height));

    /// <summary>How many transactions the block holds.</summary>
    public int Transactions => BlockFrameEvents.TransactionsOf(bytes);
}
