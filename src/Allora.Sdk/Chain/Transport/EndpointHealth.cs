namespace Allora.Sdk.Chain.Transport;

/// <summary>What is known of one endpoint from its traffic. Read without a lock by every call; writers may race, the last one wins.</summary>
internal sealed class EndpointHealth(AlloraClientOptions options)
{
    // No timestamp of a clock: one may begin at 0, so that 0 is a moment like any other.
    private const long Never = long.MinValue;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time = options.TimeProvider;
    private TimeSpan _rest;
    private long _retryAt;
    private long _recoveredAt;
    private long _failedAt;
    private bool _asked;
    private long _lastAnswer = Never;
    private long _lag;
    private long _height;
    private long _toldAt = Never;
    private long _waitUntil = Never;
    private bool _resting;

    /// <summary>Whether it failed and has not answered since.</summary>
    public bool IsResting => Volatile.Read(ref _resting);

    /// <summary>When it may be tried again; only meaningful while it rests.</summary>
    public long RetryAt => Volatile.Read(ref _retryAt);

    /// <summary>Blocks behind the best endpoint, when it last answered.</summary>
    public long Lag => Volatile.Read(ref _lag);

    /// <summary>When it last answered; below every timestamp if it never did.</summary>
    public long LastAnswer => Volatile.Read(ref _lastAnswer);

    public bool HasAnswered => LastAnswer != Never;

    public bool IsLagging => Lag > options.LagTolerance;

    /// <summary>Notes the height that it told.</summary>
    public void Told(long height)
    {
        Volatile.Write(ref _height, height);
        Volatile.Write(ref _toldAt, _time.GetTimestamp());
    }

    /// <summary>Notes an answer, and when the question was put.</summary>
    public void Answered(long since)
    {
        Volatile.Write(ref _lastAnswer, _time.GetTimestamp());
        if (!IsResting)
            return;
        lock (_gate)
        {
            // A straggler from before the fault ends no rest, and nothing ends one that the endpoint asked for.
            if (_time.GetTimestamp() < _retryAt && (_asked || since <= _failedAt))
                return;
            _recoveredAt = _time.GetTimestamp();
            Volatile.Write(ref _resting, false);
        }
    }

    /// <summary>The height that it has just told; 0 where it told none within the time that a comparison holds.</summary>
    public long JustTold =>
        Volatile.Read(ref _toldAt) is not Never and var told && _time.GetElapsedTime(told) <= options.ComparisonAge ? Volatile.Read(ref _height) : 0;

    /// <summary>Compares the height that it told with the best one; true where it is found to lag and was not known to.</summary>
    public bool FallsBehind(long best)
    {
        var wasLagging = IsLagging;
        Volatile.Write(ref _lag, Math.Max(0, best - Volatile.Read(ref _height)));
        return !wasLagging && IsLagging;
    }

    /// <summary>Begins a rest, longer each time unless the endpoint had worked for a while; gives its length, null for one that rests already.</summary>
    public TimeSpan? Failed(TimeSpan? pushback)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            _failedAt = now;
            if (_resting && now < _retryAt && pushback is null)
                return null;
            var relapse = _rest > TimeSpan.Zero && (_resting || _time.GetElapsedTime(_recoveredAt, now) < 2 * _rest);
            _rest = relapse ? Min(2 * _rest, options.CoolDownMaximum) : options.CoolDownMinimum;
            var wait = pushback > _rest ? pushback.Value : _rest;
            Volatile.Write(ref _retryAt, now + (long)(wait.TotalSeconds * _time.TimestampFrequency));
            Volatile.Write(ref _resting, true);
            _asked = pushback is not null;
            return wait;
        }
    }

    /// <summary>The endpoint itself asks for no requests for so long.</summary>
    public void AskedToWait(TimeSpan wait) =>
        Volatile.Write(ref _waitUntil, _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency));

    /// <summary>How long the endpoint still wants to be left alone, by its own word; zero where it does not.</summary>
    public TimeSpan WaitLeft
    {
        get
        {
            var until = Volatile.Read(ref _waitUntil);
            if (until == Never)
                return TimeSpan.Zero;
            var left = until - _time.GetTimestamp();
            return left > 0 ? TimeSpan.FromSeconds((double)left / _time.TimestampFrequency) : TimeSpan.Zero;
        }
    }

    /// <summary>Whether a light query is due: the rest is over, it lags, or nobody has asked it for long.</summary>
    public bool IsProbeDue(long now) =>
        IsResting ? now >= RetryAt
        : IsLagging || IsSilentSince(LastAnswer, now);

    private bool IsSilentSince(long lastAnswer, long now) => lastAnswer == Never || _time.GetElapsedTime(lastAnswer, now) >= options.ProbeInterval;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
