using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>The endpoints of one network: chooses among them, and keeps their health.</summary>
internal sealed class EndpointPool : IAsyncDisposable
{
    private const long Never = long.MinValue;

    // How long a refusal by a rate limit keeps requests that can wait back. The limits of public endpoints are per minute.
    private static readonly TimeSpan LimitMemory = TimeSpan.FromMinutes(2);

    private readonly PooledEndpoint[] _endpoints;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly EndpointProber? _prober;
    private readonly int _lagTolerance;
    private readonly HeightTracks _heights;
    private readonly AsyncLocal<int> _turn = new();
    private int _lagDetections;
    private long _limitedAt = Never;

    public EndpointPool(IReadOnlyList<AlloraEndpoint> endpoints, AlloraClientOptions options, Action reconnected, Func<TimeSpan?> pace)
    {
        _time = options.TimeProvider;
        _heights = new HeightTracks(options.TimeProvider, pace);
        _lagTolerance = options.LagTolerance;
        _log = options.LoggerFactory.CreateLogger<EndpointPool>();
        _endpoints = [.. endpoints.Select(endpoint => new PooledEndpoint(endpoint, options, reconnected))];
        if (_endpoints.Length > 1)
            _prober = new EndpointProber(this, options);
        LiveEndpoints.Add(this);
    }

    public IReadOnlyList<PooledEndpoint> Endpoints => _endpoints;

    /// <summary>The pool's clock, as a timestamp: noted when a call begins.</summary>
    public long Now => _time.GetTimestamp();

    public bool HasChoice => _endpoints.Length > 1;

    /// <summary>How often an endpoint was found to lag or seemed to. Its answers shortly before may have been out of date.</summary>
    public int LagDetections => Volatile.Read(ref _lagDetections);

    /// <summary>The chain's height by the reports of endpoints and events; 0 before the first. A report from the future does not count.</summary>
    public long BestHeight => _heights.Height;

    /// <summary>The height if it is not above the chain's; otherwise the chain's.</summary>
    public long Bounded(long height) => _heights.Bounded(height);

    /// <summary>
    /// The best endpoint that was not tried yet: the first in the list that works and keeps up; if none does, the one
    /// that lags least, and among the failed ones the first that may be tried again. Null if all were tried.
    /// </summary>
    public PooledEndpoint? Pick(ref ulong tried)
    {
        _prober?.Start();
        var best = -1;
        for (var step = 0; step < _endpoints.Length; step++)
        {
            var i = (_turn.Value + step) % _endpoints.Length;
            if (IsCandidate(i, tried) && (best < 0 || IsBetter(_endpoints[i].Health, _endpoints[best].Health)))
                best = i;
        }

        if (best < 0)
            return null;
        tried |= 1UL << best;
        return _endpoints[best];
    }

    /// <summary>
    /// From here on the calls of the current asynchronous method begin with another endpoint than the first: each turn with the next one of those that work.
    /// What is repeated until it succeeds must not be left to one endpoint, since that may be wrong each time.
    /// </summary>
    public void TakeTurn(int turn) => _turn.Value = (int)((uint)turn % (uint)_endpoints.Length);

    /// <summary>
    /// Whether a call that has tried these has another endpoint to try. One in cool-down counts, too: it may work again unnoticed, and
    /// waiting longer for a silent one gains nothing.
    /// </summary>
    public bool HasAnother(ulong tried)
    {
        for (var i = 0; i < _endpoints.Length; i++)
        {
            if (IsCandidate(i, tried))
                return true;
        }

        return false;
    }

    /// <summary>The endpoint's bit in the mask of those that were tried.</summary>
    public ulong BitOf(PooledEndpoint endpoint) => 1UL << Array.IndexOf(_endpoints, endpoint);

    /// <summary>Notes an answer to a request sent at that time, and the height that it was computed at, if reported.</summary>
    public void Answered(PooledEndpoint endpoint, long height, long since)
    {
        endpoint.Health.Answered(since);
        Told(endpoint, height);
    }

    /// <summary>Notes only the height that an endpoint reported, 0 for none.</summary>
    public void Told(PooledEndpoint endpoint, long height)
    {
        if (height == 0 || endpoint.Health.IsForeign)
            return;
        endpoint.Health.Told(height);
        if (endpoint.Health.FallsBehind(Heard(height)) && HasChoice)
            Interlocked.Increment(ref _lagDetections);
    }

    /// <summary>Notes a height that the chain has reached, as reported by an endpoint or an event. Returns the chain's height by all reports.</summary>
    public long Heard(long height)
    {
        // It may lag, or the chain may be that fast: only a comparison with its next answer shows which.
        if (_heights.Saw(height) && Array.Exists(_endpoints, endpoint => IsStale(endpoint.Health.LastReported)))
            Interlocked.Increment(ref _lagDetections);
        return _heights.Height;
    }

    /// <summary>Whether an answer computed at that height may be out of date, and another endpoint may have a fresher one.</summary>
    public bool IsStale(long height) => HasChoice && height > 0 && height + _lagTolerance < BestHeight;

    /// <summary>Queries the endpoints' heights in the background: otherwise the lag of one that receives all calls would not be noticed.</summary>
    public void Compare() => _prober?.Compare();

    /// <summary>Notes a failed call. Returns true if another endpoint may answer the same request.</summary>
    public bool Failed(PooledEndpoint endpoint, RpcException failure, long since, TimeSpan? pushback = null)
    {
        if (StatusTable.Of(failure.Status).Verdict == CallVerdict.Answered)
        {
            endpoint.Health.Answered(since);
            return false;
        }

        LiveEndpoints.Failed(LiveEndpoints.Grpc, endpoint.Address, TelemetryTags.Of(failure.StatusCode));
        pushback ??= CallVerdicts.PushbackOf(failure);
        if (StatusTable.Of(failure.Status).Reason == AlloraErrorReason.RateLimited)
            Limited(endpoint, pushback);
        Rest(endpoint, pushback, failure.StatusCode.ToString());
        return true;
    }

    /// <summary>Notes a call without any answer. If nothing else arrived over its connection meanwhile, the connection is abandoned.</summary>
    public void WentSilent(PooledEndpoint endpoint, PooledChannel channel, long since)
    {
        if (endpoint.Health.LastAnswer <= since)
            endpoint.Replace(channel);
        LiveEndpoints.Failed(LiveEndpoints.Grpc, endpoint.Address, "silence");
        Rest(endpoint, pushback: null, "silence");
    }

    /// <summary>Notes that another endpoint answered first although it was called later: this one is avoided for a while.</summary>
    public void WasSlow(PooledEndpoint endpoint) => Rest(endpoint, pushback: null, "slower than another");

    /// <summary>
    /// Whether a rate limit refused a request lately. What can wait is left out then: the requests that the limit allows belong to open windows.
    /// </summary>
    public bool IsRateLimited => Volatile.Read(ref _limitedAt) is not Never and var at && _time.GetElapsedTime(at) < LimitMemory;

    /// <summary>Whether any endpoint has answered anything since a moment.</summary>
    public bool HasAnsweredSince(long timestamp) => Array.Exists(_endpoints, endpoint => endpoint.Health.LastAnswer > timestamp);

    public async ValueTask DisposeAsync()
    {
        LiveEndpoints.Remove(this);
        if (_prober is not null)
            await _prober.DisposeAsync().ConfigureAwait(false);
        foreach (var endpoint in _endpoints)
            endpoint.Dispose();
    }

    // A delay of 0 is none.
    private void Limited(PooledEndpoint endpoint, TimeSpan? pushback)
    {
        Volatile.Write(ref _limitedAt, _time.GetTimestamp());
        if (!(pushback > TimeSpan.Zero) && !HasChoice)
            endpoint.Health.Limited();
    }

    // A sole endpoint is always called, unless it sent Retry-After or limits the rate.
    private void Rest(PooledEndpoint endpoint, TimeSpan? pushback, string why)
    {
        if (pushback is { } wait)
            endpoint.Health.RetryAfter(wait);
        if (HasChoice && endpoint.Health.Failed(pushback) is { } rest)
            TransportLog.CoolingDown(_log, endpoint, rest, why);
    }

    // One of another chain is called only if all are.
    private bool IsCandidate(int index, ulong tried) =>
        (tried >> index & 1) == 0 && (!_endpoints[index].Health.IsForeign || Array.TrueForAll(_endpoints, static endpoint => endpoint.Health.IsForeign));

    private static bool IsBetter(EndpointHealth one, EndpointHealth other)
    {
        if (one.IsCoolingDown || other.IsCoolingDown)
            return one.IsCoolingDown == other.IsCoolingDown ? one.RetryAt < other.RetryAt : other.IsCoolingDown;
        return other.IsLagging && one.Lag < other.Lag;
    }
}
