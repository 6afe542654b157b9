namespace Allora.Sdk.Events.Signals;

/// <summary>The connection is gone; the stream is trying to come back by itself, and says <see cref="StreamConnected"/> when it has.</summary>
/// <param name="Reason">Why, for people.</param>
public sealed record StreamLost(string Reason) : ChainSignal;
