using Allora.Sdk.Chain.Events;

namespace Allora.Sdk.Events.Signals;

/// <summary>A copy of a block's frame, and the events read from it.</summary>
internal sealed class KeptFrame(byte[] bytes, long height)
{
    private IReadOnlyList<TypedEvent>? _events;

    // Only here and not as a Lazy in the constructor: a trimmed program that never uses them then needs no descriptors of the chain's messages.
    public IReadOnlyList<TypedEvent> Events => LazyInitializer.EnsureInitialized(ref _events, () => BlockFrameEvents.Read(bytes, height));

    /// <summary>The number of transactions in the block.</summary>
    public int Transactions => BlockFrameEvents.TransactionsOf(bytes);
}
