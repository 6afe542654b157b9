namespace Allora.Sdk.Events.Signals;

/// <summary>A topic's window, of workers or of reputers, that a block closed: no more submissions for the nonce are possible.</summary>
public readonly record struct WindowClosed
{
    /// <summary>The topic.</summary>
    public required ulong TopicId { get; init; }

    /// <summary>The height that opened the window.</summary>
    public required long Nonce { get; init; }
}
