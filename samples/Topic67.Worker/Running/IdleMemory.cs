namespace Topic67.Worker.Running;

/// <summary>
/// Releases the memory of a burst of work: the start reads a year of prices, a window fits a model, and then the process waits for an
/// hour with a heap that is mostly garbage. Otherwise the runtime would keep it until the next burst.
/// </summary>
internal sealed class IdleMemory
{
    // With so few live objects a collection takes a few milliseconds; for less garbage it is not worth them.
    private const long Worth = 2 << 20;

    private long _tidiedAt;

    /// <summary>Call this while nothing is in flight.</summary>
    public void Tidy()
    {
        if (GC.GetTotalAllocatedBytes() - _tidiedAt < Worth)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _tidiedAt = GC.GetTotalAllocatedBytes();
    }
}
