namespace Allora.Sdk.Blocks;

/// <summary>A tick of the poller.</summary>
/// <param name="Now">The clock's timestamp.</param>
/// <param name="Height">The newest known height.</param>
/// <param name="Silent">Whether the event stream currently delivers no blocks.</param>
/// <param name="Fast">The least time between two polls of one worker that are not due to its poll interval.</param>
/// <param name="Period">The time until the next tick.</param>
/// <param name="Sharing">How many poll intervals lie between two polls of a worker that knows when its next window opens.</param>
/// <param name="LagDetections">How often an endpoint was found to lag or seemed to.</param>
internal readonly record struct TickMoment(long Now, long Height, bool Silent, TimeSpan Fast, TimeSpan Period, int Sharing, int LagDetections);
