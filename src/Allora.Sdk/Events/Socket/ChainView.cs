namespace Allora.Sdk.Events.Socket;

/// <summary>The chain as seen by other parts of the client: used to detect a silent or lagging socket.</summary>
/// <param name="QueryHeight">Gets the latest height by a light query.</param>
/// <param name="BestHeight">The highest height that any endpoint has reported.</param>
/// <param name="DetectionDeadline">The longest time until a silent socket is detected while the chain advances.</param>
/// <param name="LagTolerance">How many blocks a node may be behind.</param>
/// <param name="Pace">The block interval, shared within the client.</param>
/// <param name="ChainId">The chain that the nodes must serve.</param>
internal sealed record ChainView(Func<CancellationToken, Task<long>> QueryHeight, Func<long> BestHeight, TimeSpan DetectionDeadline, int LagTolerance, BlockPace Pace, string ChainId);
