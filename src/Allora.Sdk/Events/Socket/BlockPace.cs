namespace Allora.Sdk.Events.Socket;

/// <summary>
/// The block interval, measured from heights and the times of their arrival: the median of the last few. A halt of the chain and a height from the
/// future are one value each among them. Topics' fields are not used.
/// </summary>
internal sealed class BlockPace(TimeProvider time)
{
    private const int SamplesToTrust = 3;
    private const int Kept = 7;

    // Blocks that are this much faster than usual come in a burst, as after a pause of this process: their time is counted with the next ones.
    private const double Burst = 0.1;
    private const int LongestBurst = 7;

    private readonly Lock _lock = new();
    private readonly double[] _recent = new double[Kept];
    private (long Height, long At) _last;
    private double _seconds;
    private int _samples;
    private int _inBurst;

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
            if (_last.Height > 0 && height > _last.Height && !TryLearn(time.GetElapsedTime(_last.At, now).TotalSeconds / (height - _last.Height)))
                return;
            _last = (height, now);
        }
    }

    private bool TryLearn(double seconds)
    {
        if (_samples >= SamplesToTrust && seconds < _seconds * Burst && _inBurst++ < LongestBurst)
            return false;
        _inBurst = 0;
        _recent[_samples % Kept] = seconds;
        _samples = _samples < int.MaxValue - 1 ? _samples + 1 : Kept;
        Span<double> sorted = stackalloc double[Math.Min(_samples, Kept)];
        _recent.AsSpan(..sorted.Length).CopyTo(sorted);
        sorted.Sort();
        _seconds = sorted[(sorted.Length - 1) / 2];
        return true;
    }
}
