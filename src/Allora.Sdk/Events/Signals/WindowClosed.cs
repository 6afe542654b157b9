namespace Allora.Sdk.Events.Signals;

/// <summary>A topic's window, of workers or of reputers, that a block closed: nothing more can be submitted for the nonce.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Nonce">The height that had opened the window.</param>
public readonly record struct WindowClosed(ulong TopicId, long Nonce);
