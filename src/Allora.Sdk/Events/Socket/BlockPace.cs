namespace Allora.Sdk.Events.Socket;

/// <summary>How long a block takes, as measured from the heights that were seen and when. Nothing is computed from a topic's fields.</summary>
internal sealed class BlockPace(TimeProvider time)
{
    private const int SamplesToTrust = 3;
    private const double Newest = 0.2;
    private const double LongestStep = 4;

    private readonly Lock _lock = new();
    private (long Height, long At) _last;
    private double _seconds;
    private int _samples;

    /// <summary>A block's usual time; null until a few were seen.</summary>
    public TimeSpan? Interval
    {
        get
        {
            lock (_lock)
                return _samples < SamplesToTrust ? null : TimeSpan.FromSeconds(_seconds);
        }
    }

    /// <summary>A height was seen; only the first time counts. Blocks that nobody saw, as between two connections, took their share of the time.</summary>
    public void Saw(long height)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (height == _last.Height)
                return;
            // A height below the last one is another node's, or another chain's: the measuring begins again there.
            if (_last.Height > 0 && height > _last.Height)
                Learn(time.GetElapsedTime(_last.At, now).TotalSeconds / (height - _last.Height));
            _last = (height, now);
        }
    }

    // A chain that stood still for an hour is not one whose blocks take an hour.
    private void Learn(double seconds)
    {
        _samples++;
        _seconds = _samples == 1 ? seconds
            : _seconds + (Newest * ((_samples > SamplesToTrust ? Math.Min(seconds, _seconds * LongestStep) : seconds) - _seconds));
    }
}
