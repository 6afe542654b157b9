namespace Topic67.Worker.Tests.Market;

/// <summary>A clock that shows the time of the chain of a test. Its timers run as usual.</summary>
internal sealed class MarketTime(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    public DateTimeOffset Now
    {
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
}
