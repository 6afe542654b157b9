namespace Allora.Sdk.Events.Signals;

/// <summary>The node has confirmed the subscriptions: blocks follow. A listener that joins a connected stream gets this first.</summary>
public sealed record StreamConnected : ChainSignal;
