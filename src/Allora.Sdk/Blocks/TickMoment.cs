namespace Allora.Sdk.Blocks;

/// <summary>A tick of the poller.</summary>
/// <param name="Now">The clock's timestamp.</param>
/// <param name="Height">The newest height that is known.</param>
/// <param name="Silent">Whether the event stream brings no blocks at the moment.</param>
/// <param name="Fast">The least time between two looks of one worker that are not due to its poll interval.</param>
/// <param name="Period">The time until the next tick.</param>
/// <param name="TimesBehind">How often an endpoint was found to lag or seemed to.</param>
internal readonly record struct TickMoment(long Now, long Height, bool Silent, TimeSpan Fast, TimeSpan Period, int TimesBehind);
