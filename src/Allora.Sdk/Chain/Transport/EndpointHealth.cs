namespace Allora.Sdk.Chain.Transport;

/// <summary>The health of one endpoint as seen from its traffic. Read without a lock by every call; writers may race, the last one wins.</summary>
internal sealed class EndpointHealth(AlloraClientOptions options)
{
    // Not a timestamp of any clock; 0 could be one, since a clock may begin at 0.
    private const long Never = long.MinValue;

    // Between a request that a rate limit refused and the next one, if the endpoint named no delay.
    private static readonly TimeSpan LimitPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLimitPause = TimeSpan.FromSeconds(8);

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
    private TimeSpan _limitPause;
    private bool _resting;
    private bool _foreign;

    /// <summary>Whether it serves another chain than the network's.</summary>
    public bool IsForeign
    {
        get => Volatile.Read(ref _foreign);
        set => Volatile.Write(ref _foreign, value);
    }

    /// <summary>Whether it failed and has not answered since.</summary>
    public bool IsCoolingDown => Volatile.Read(ref _resting);

    /// <summary>When it may be tried again; only meaningful during a cool-down.</summary>
    public long RetryAt => Volatile.Read(ref _retryAt);

    /// <summary>The remaining cool-down, zero or more; null if there is none.</summary>
    public TimeSpan? RetryIn => IsCoolingDown ? Until(RetryAt) : null;

    /// <summary>Blocks behind the best endpoint, when it last answered.</summary>
    public long Lag => Volatile.Read(ref _lag);

    /// <summary>When it last answered; below every timestamp if it never did.</summary>
    public long LastAnswer => Volatile.Read(ref _lastAnswer);

    public bool HasAnswered => LastAnswer != Never;

    public bool IsLagging => Lag > options.LagTolerance;

    /// <summary>Notes the height that it reported.</summary>
    public void Told(long height)
    {
        Volatile.Write(ref _height, height);
        Volatile.Write(ref _toldAt, _time.GetTimestamp());
    }

    /// <summary>Notes an answer, and when the request was sent.</summary>
    public void Answered(long since)
    {
        Volatile.Write(ref _lastAnswer, _time.GetTimestamp());
        _limitPause = TimeSpan.Zero;
        if (!IsCoolingDown)
            return;
        lock (_gate)
        {
            // A late answer from before the fault does not end a cool-down, and nothing ends one that the endpoint requested.
            if (_time.GetTimestamp() < _retryAt && (_asked || since <= _failedAt))
                return;
            _recoveredAt = _time.GetTimestamp();
            Volatile.Write(ref _resting, false);
        }
    }

    /// <summary>The height that it has just reported; 0 if it reported none within the validity of a comparison.</summary>
    public long LastReported =>
        Volatile.Read(ref _toldAt) is not Never and var told && _time.GetElapsedTime(told) <= options.ComparisonAge ? Volatile.Read(ref _height) : 0;

    /// <summary>Compares its reported height with the best one. Returns true if it now lags and did not before.</summary>
    public bool FallsBehind(long best)
    {
        var wasLagging = IsLagging;
        Volatile.Write(ref _lag, Math.Max(0, best - Volatile.Read(ref _height)));
        return !wasLagging && IsLagging;
    }

    /// <summary>Begins a cool-down, longer each time unless the endpoint had worked for a while. Returns its length, or null during a cool-down.</summary>
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

    /// <summary>The endpoint itself requested a delay before further calls.</summary>
    public void RetryAfter(TimeSpan wait) =>
        Volatile.Write(ref _waitUntil, _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency));

    /// <summary>A rate limit refused a request and named no delay: the next one waits, longer each time until one is answered.</summary>
    public void Limited()
    {
        if (RemainingWait > TimeSpan.Zero)
            return;
        _limitPause = _limitPause == TimeSpan.Zero ? LimitPause : Min(2 * _limitPause, LongestLimitPause);
        RetryAfter(_limitPause);
    }

    /// <summary>The remaining delay that the endpoint itself requested; zero if there is none.</summary>
    public TimeSpan RemainingWait => Volatile.Read(ref _waitUntil) is not Never and var until ? Until(until) : TimeSpan.Zero;

    /// <summary>Whether a light query is due: the cool-down is over, the endpoint lags, or it has not been used for long.</summary>
    public bool IsProbeDue(long now) =>
        IsCoolingDown ? now >= RetryAt
        : IsLagging || IsSilentSince(LastAnswer, now);

    private bool IsSilentSince(long lastAnswer, long now) => lastAnswer == Never || _time.GetElapsedTime(lastAnswer, now) >= options.ProbeInterval;

    private TimeSpan Until(long timestamp) =>
        timestamp - _time.GetTimestamp() is > 0 and var left ? TimeSpan.FromSeconds((double)left / _time.TimestampFrequency) : TimeSpan.Zero;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
