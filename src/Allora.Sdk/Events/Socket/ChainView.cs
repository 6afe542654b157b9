namespace Allora.Sdk.Events.Socket;

/// <summary>What the rest of the client knows of the chain: how a silent or lagging socket is found.</summary>
/// <param name="AskHeight">Asks for the newest height by a light query.</param>
/// <param name="BestHeight">The highest height that any endpoint has told.</param>
/// <param name="DetectionDeadline">How long a silent socket may go unnoticed, once blocks come without it.</param>
/// <param name="LagTolerance">How many blocks a node may be behind.</param>
/// <param name="Pace">The block interval, shared by all of the client.</param>
internal sealed record ChainView(Func<CancellationToken, Task<long>> AskHeight, Func<long> BestHeight, TimeSpan DetectionDeadline, int LagTolerance, BlockPace Pace);
