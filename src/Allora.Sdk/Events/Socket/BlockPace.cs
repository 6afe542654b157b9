namespace Allora.Sdk.Events.Socket;

/// <summary>The block interval, measured from heights and the times of their arrival. Topics' fields are not used.</summary>
internal sealed class BlockPace(TimeProvider time)
{
    private const int SamplesToTrust = 3;
    private const double Newest = 0.2;
    private const double LongestStep = 4;
    private const double ShortestStep = 0.1;

    private readonly Lock _lock = new();
    private (long Height, long At) _last;
    private double _seconds;
    private int _samples;

    /// <summary>The usual block interval; null until a few blocks were seen.</summary>
    public TimeSpan? Interval
    {
        get
        {
            lock (_lock)
                return _samples < SamplesToTrust ? null : TimeSpan.FromSeconds(_seconds);
        }
    }

    /// <summary>Notes a height; only the first time counts. Missed blocks, as between two connections, count with their share of the time.</summary>
    public void Saw(long height)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (height == _last.Height)
                return;
            // A height below the last one is from another node or another chain: the measurement restarts.
            if (_last.Height > 0 && height > _last.Height)
                Learn(time.GetElapsedTime(_last.At, now).TotalSeconds / (height - _last.Height));
            _last = (height, now);
        }
    }

    // An hour without blocks does not mean a block interval of an hour.
    private void Learn(double seconds)
    {
        // A height from the future is no sign of a fast chain.
        if (_samples > SamplesToTrust)
            seconds = Math.Max(seconds, _seconds * ShortestStep);
        _samples++;
        _seconds = _samples == 1 ? seconds
            : _seconds + (Newest * ((_samples > SamplesToTrust ? Math.Min(seconds, _seconds * LongestStep) : seconds) - _seconds));
    }
}
