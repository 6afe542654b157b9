namespace Allora.Sdk.Events.Signals;

/// <summary>The connection was lost; the stream reconnects by itself, and sends <see cref="StreamConnected"/> when it has.</summary>
public sealed record StreamLost : ChainSignal
{
    /// <summary>The cause, for people.</summary>
    public required string Reason { get; init; }
}
