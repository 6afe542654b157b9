namespace Allora.Sdk.Sending.Sessions;

/// <summary>The shortest of the last few durations: an estimate of the time without disturbance.</summary>
internal sealed class RecentMinimum
{
    private const int Kept = 8;

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _last = new TimeSpan[Kept];
    private int _count;

    /// <summary>Zero before the first.</summary>
    public TimeSpan Value
    {
        get
        {
            lock (_lock)
                return _count == 0 ? TimeSpan.Zero : _last.Take(Math.Min(_count, Kept)).Min();
        }
    }

    public void Add(TimeSpan duration)
    {
        lock (_lock)
            _last[_count++ % Kept] = duration;
    }
}
