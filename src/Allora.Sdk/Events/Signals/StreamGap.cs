namespace Allora.Sdk.Events.Signals;

/// <summary>
/// The next block does not follow the last one that this listener received: blocks were missed while the connection was down,
/// or dropped because the listener read too slowly. Query the chain for the blocks in between.
/// </summary>
public sealed record StreamGap : ChainSignal
{
    /// <summary>The last height before the gap; 0 if there was none.</summary>
    public required long AfterHeight { get; init; }

    /// <summary>
    /// The height of the next block. It is lower than <see cref="AfterHeight"/> if a reconnect reached a node that lags or a chain that restarted.
    /// </summary>
    public required long NextHeight { get; init; }

    /// <summary>How many signals this listener lost because its buffer was full; 0 if the stream itself missed the blocks.</summary>
    public long DroppedSignals { get; init; }
}
