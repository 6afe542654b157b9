namespace Allora.Sdk.Events.Signals;

/// <summary>A topic's window, of workers or of reputers, that a block opened: payloads for the nonce may be included up to and including <see cref="WindowEnd"/>.</summary>
public readonly record struct WindowOpened
{
    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The height that opened the window; it identifies the submission.</summary>
    public required long Nonce { get; init; }

    /// <summary>The last height that can include a payload, as the chain announced it.</summary>
    public required long WindowEnd { get; init; }
}
