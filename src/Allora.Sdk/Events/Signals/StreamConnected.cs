namespace Allora.Sdk.Events.Signals;

/// <summary>The node has confirmed the subscriptions: blocks follow. A listener that joins a connected stream receives this first.</summary>
public sealed record StreamConnected : ChainSignal;
