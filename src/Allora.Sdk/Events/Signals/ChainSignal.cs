namespace Allora.Sdk.Events.Signals;

/// <summary>Something that happened on the chain's event stream. Signals reach each listener in the order in which they happened.</summary>
/// <remarks>
/// One of <see cref="BlockSignal"/>, <see cref="StreamConnected"/>, <see cref="StreamLost"/> and <see cref="StreamGap"/>.
/// Signals are hints to look at the chain: whatever a listener misses is told to it as a gap.
/// </remarks>
public abstract record ChainSignal
{
    private protected ChainSignal()
    {
    }
}
