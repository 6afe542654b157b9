namespace Allora.Sdk.Events.Signals;

/// <summary>A signal of the chain's event stream. Each listener receives signals in the order in which they happened.</summary>
/// <remarks>
/// One of <see cref="BlockSignal"/>, <see cref="StreamConnected"/>, <see cref="StreamLost"/> and <see cref="StreamGap"/>.
/// Signals are triggers to query the chain; missed signals are reported to a listener as a gap.
/// </remarks>
public abstract record ChainSignal
{
    private protected ChainSignal()
    {
    }
}
