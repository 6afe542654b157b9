namespace Allora.Sdk.Events.Signals;

/// <summary>
/// The next block does not follow the last one that this listener got: blocks were missed while the connection was down,
/// or dropped because the listener read too slowly. Ask the chain what happened between.
/// </summary>
/// <param name="AfterHeight">The last height before the gap; 0 when there was none.</param>
/// <param name="NextHeight">
/// The height of the block that comes next. It is lower than <paramref name="AfterHeight"/> when a reconnect reached a node that lags or a chain that began anew.
/// </param>
public sealed record StreamGap(long AfterHeight, long NextHeight) : ChainSignal
{
    /// <summary>How many signals this listener lost because its buffer was full; 0 when the stream itself missed the blocks.</summary>
    public long DroppedSignals { get; init; }
}
