namespace Allora.Sdk.Events.Signals;

/// <summary>A topic's window, of workers or of reputers, that a block opened: payloads for the nonce may be included up to and including <paramref name="WindowEnd"/>.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="Nonce">The height that opened the window; it identifies the submission.</param>
/// <param name="WindowEnd">The last height that can include a payload, as the chain announced it.</param>
public readonly record struct WindowOpened(ulong TopicId, long Nonce, long WindowEnd);
