namespace Topic67.Worker.Market;

/// <summary>A market whose time is the chain's: it is at the newest requested nonce, and never goes back.</summary>
internal sealed class MarketClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void AdvanceTo(DateTimeOffset time)
    {
        if (time.UtcTicks > Volatile.Read(ref _ticks))
            Volatile.Write(ref _ticks, time.UtcTicks);
    }
}
