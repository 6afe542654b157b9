using Allora.Sdk.Chain;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>The signs of life of one worker, for health checks: the time of its loop's last turn, the chain's height and the last windows.</summary>
internal sealed class WorkerHeartbeat(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _turnedAt = time.GetTimestamp();
    private long _roseAt = time.GetTimestamp();
    private long _height;
    private long _firstHeight;
    private long _nextStart;
    private long _epoch;
    private long _window;
    private long _seen;
    private long _seenEnd;
    private long _awaited;
    private long _settled;
    private int _missed;
    private long _olderNonce;
    private long _waitsSince;
    private long _waitLimit;

    /// <summary>The current reading.</summary>
    public readonly record struct Reading(
        TimeSpan SinceBeat, TimeSpan SinceHeight, long Height, long FirstHeight, long Epoch, long Window, long LastSeen, long LastSettled, int MissedInARow)
    {
        /// <summary>The end of the newest window that was seen; 0 before the first.</summary>
        public long SeenEnd { get; init; }

        /// <summary>The start of the first window that the chain had announced and that was not seen; 0 if none is missing.</summary>
        public long Awaited { get; init; }

        /// <summary>The older nonce that the next one waits for; 0 if none waits.</summary>
        public long OlderNonce { get; init; }

        /// <summary>For how many blocks it was waited for.</summary>
        public long BlocksWaited { get; init; }

        /// <summary>The height at which the next window opens: as reported, or an epoch after the last one seen if that was later.</summary>
        public long NextWindow { get; init; }

        /// <summary>Two epochs of the topic (blocks): the longest normal wait.</summary>
        public long WaitLimit { get; init; }
    }

    /// <summary>The loop took a trigger.</summary>
    public void Beat() => Volatile.Write(ref _turnedAt, time.GetTimestamp());

    /// <summary>Windows that passed until now were not to be answered: the worker was paused.</summary>
    public void Resumed()
    {
        lock (_lock)
            (_firstHeight, _awaited) = (_height, 0);
    }

    public void Seen(long nonce, long end = 0)
    {
        lock (_lock)
        {
            (_seen, _seenEnd) = (Math.Max(_seen, nonce), Math.Max(_seenEnd, end));
            if (_seen >= _awaited)
                _awaited = 0;
            if (nonce > _height)
                Rise(nonce);
        }
    }

    public void Settled(long nonce, bool wasMissed)
    {
        lock (_lock)
        {
            _settled = Math.Max(_settled, nonce);
            _missed = wasMissed ? _missed + 1 : 0;
        }
    }

    /// <summary>The chain's height, from its events.</summary>
    public void Reached(long height)
    {
        lock (_lock)
            Rise(height);
    }

    /// <summary>
    /// The chain reported its height and its windows: an epoch is the next window's start less the last one's; until that is known, the topic's own
    /// epoch length (blocks; 0 if it is not known).
    /// </summary>
    public void Polled(long height, SubmissionWindow? window, long epochLength)
    {
        lock (_lock)
        {
            Rise(height);
            if (window is null)
                return;
            if (_epoch == 0)
                _epoch = epochLength;
            // An inactive topic opens no windows: the count starts again when it is active.
            if (_firstHeight == 0 || !window.IsTopicActive)
                _firstHeight = window.Height;
            var last = window.IsOpen ? window.Start : _nextStart;
            if (window.NextStart > last && last > 0 && (_epoch == 0 || window.NextStart - last < 2 * _epoch || window.IsOpen))
                _epoch = window.NextStart - last;
            if (window.IsOpen)
                _window = window.End - window.Start;
            // The one announced before has passed; if no event or poll brings it, it was missed.
            if (!window.IsTopicActive)
                _awaited = 0;
            else if (_awaited == 0 && window.NextStart > _nextStart && _nextStart > _seen && _nextStart <= window.Height)
                _awaited = _nextStart;
            _nextStart = window.NextStart;
        }
    }

    /// <summary>A nonce waits for an older one at this height; or none does.</summary>
    public void Waiting(WaitingNonce? waiting, long height)
    {
        lock (_lock)
        {
            if (waiting?.Older.Nonce != _olderNonce)
                (_olderNonce, _waitsSince) = (waiting?.Older.Nonce ?? 0, height);
            _waitLimit = waiting is { } found ? Math.Min(found.Epoch, long.MaxValue / 2) * 2 : 0;
        }
    }

    public Reading Read()
    {
        lock (_lock)
        {
            return new Reading(
                time.GetElapsedTime(Volatile.Read(ref _turnedAt)), time.GetElapsedTime(_roseAt), _height, _firstHeight, _epoch, _window, _seen, _settled, _missed)
            {
                NextWindow = _nextStart > _seen || _epoch == 0 ? _nextStart : _seen + _epoch,
                SeenEnd = _seenEnd,
                Awaited = _awaited,
                OlderNonce = _olderNonce,
                BlocksWaited = _olderNonce == 0 ? 0 : _height - _waitsSince,
                WaitLimit = _waitLimit,
            };
        }
    }

    private void Rise(long height)
    {
        if (height == _height)
            return;
        // After a height that was wrong, or on a chain that was restarted.
        if (height < _height)
            (_firstHeight, _seen, _settled, _seenEnd, _awaited) = (Math.Min(_firstHeight, height), Math.Min(_seen, height), Math.Min(_settled, height), 0, 0);
        _height = height;
        _roseAt = time.GetTimestamp();
    }
}
