using Allora.Sdk.Chain.Events;

namespace Allora.Sdk.Events.Signals;

/// <summary>A new block, with the worker windows that it opened and closed.</summary>
public sealed record BlockSignal : ChainSignal
{
    /// <summary>The block's height.</summary>
    public required long Height { get; init; }

    /// <summary>The block's time; null if its header had not arrived before the block's events.</summary>
    public required DateTimeOffset? Time { get; init; }

    /// <summary>Windows opened in this block, usually none.</summary>
    public required IReadOnlyList<WindowOpened> Opened { get; init; }

    /// <summary>Windows closed in this block, usually none.</summary>
    public required IReadOnlyList<WindowClosed> Closed { get; init; }

    /// <summary>The time provider's timestamp when the whole frame had been read from the socket.</summary>
    public required long ReceivedTimestamp { get; init; }

    /// <summary>Reputers' windows opened in this block, usually none.</summary>
    public IReadOnlyList<WindowOpened> ReputerOpened { get; init; } = [];

    /// <summary>Reputers' windows closed in this block, usually none.</summary>
    public IReadOnlyList<WindowClosed> ReputerClosed { get; init; } = [];

    /// <summary>The outcomes of submissions in topics of interest.</summary>
    internal IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>The block's frame; null if no listener requested frames.</summary>
    internal KeptFrame? Frame { get; init; }

    /// <summary>All events of the emissions and mint modules in this block; read once for all listeners, on first use.</summary>
    internal IReadOnlyList<TypedEvent> TypedEvents => Frame?.Events ?? [];
}
