namespace Allora.Sdk.Events.Signals;

/// <summary>The connection was lost; the stream reconnects by itself, and sends <see cref="StreamConnected"/> when it has.</summary>
/// <param name="Reason">The cause, for people.</param>
public sealed record StreamLost(string Reason) : ChainSignal;
