namespace Allora.Sdk.Events.Signals;

/// <summary>A topic's window, of workers or of reputers, that a block closed: no more submissions for the nonce are possible.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Nonce">The height that opened the window.</param>
public readonly record struct WindowClosed(ulong TopicId, long Nonce);
