namespace Allora.Sdk.Tests;

/// <summary>The clock of a machine that has just started: its timestamps begin at a given tick (100 ns) and run with the system's.</summary>
internal sealed class YoungTime(long start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();

    /// <summary>Where a machine's clock may begin: at 0, after a tick, after a minute.</summary>
    public static TheoryData<long> Starts => [0, 1, TimeSpan.TicksPerMinute];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => start + System.GetElapsedTime(_began).Ticks;
}
