namespace Allora.Sdk.Events;

/// <summary>A copy of a block's frame, and what is read from it.</summary>
internal sealed class KeptFrame(byte[] bytes, long height)
{
    private readonly Lazy<IReadOnlyList<TypedEvent>> _events = new(() => BlockFrameEvents.Read(bytes, height));

    public IReadOnlyList<TypedEvent> Events => _events.Value;

    /// <summary>How many transactions the block holds.</summary>
    public int Transactions => BlockFrameEvents.TransactionsOf(bytes);
}
