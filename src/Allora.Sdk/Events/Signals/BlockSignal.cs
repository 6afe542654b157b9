using Allora.Sdk.Chain.Events;

namespace Allora.Sdk.Events.Signals;

/// <summary>A new block, with the worker windows that it opened and closed.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Time">The block's time; null if its header had not arrived before the block's events.</param>
/// <param name="Opened">Windows opened in this block, usually none.</param>
/// <param name="Closed">Windows closed in this block, usually none.</param>
/// <param name="ReceivedTimestamp">The time provider's timestamp when the whole frame had been read from the socket.</param>
public sealed record BlockSignal(
    long Height,
    DateTimeOffset? Time,
    IReadOnlyList<WindowOpened> Opened,
    IReadOnlyList<WindowClosed> Closed,
    long ReceivedTimestamp) : ChainSignal
{
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
