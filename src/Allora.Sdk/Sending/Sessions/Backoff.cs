namespace Allora.Sdk.Sending.Sessions;

/// <summary>
/// When the next attempt is due: after a pause that doubles with each attempt, whether that succeeded or not. Only a long time without an
/// attempt shortens it again, since nodes may confirm and deny a success in turn, and each attempt costs a fee. Safe for any number of callers.
/// </summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private int _attempts;
    private DateTimeOffset _last;

    /// <summary>The number of attempts since the last long time without one.</summary>
    public int Attempts
    {
        get
        {
            lock (_lock)
                return _attempts;
        }
    }

    /// <summary>How long it takes until the next attempt is due; zero or less if it is.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
                return _attempts == 0 ? TimeSpan.Zero : _last + Pause - time.GetUtcNow();
        }
    }

    public bool IsDue => Left <= TimeSpan.Zero;

    private TimeSpan Pause => _attempts > 7 ? LongestPause : FirstPause * (1 << (_attempts - 1));

    /// <summary>An attempt has ended.</summary>
    public void Attempted()
    {
        lock (_lock)
        {
            _attempts++;
            _last = time.GetUtcNow();
        }
    }

    /// <summary>Attempts of an earlier run, the last of them at this time.</summary>
    public void Restore(int attempts, DateTimeOffset last)
    {
        lock (_lock)
        {
            if (attempts <= _attempts)
                return;
            // A clock that was ahead must not hold the next attempt up.
            (_attempts, _last) = (attempts, last < time.GetUtcNow() ? last : time.GetUtcNow());
        }
    }

    /// <summary>The chain's state shows the effect.</summary>
    public void Fulfilled()
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _last >= LongestPause)
                _attempts = 0;
        }
    }
}
