using System.Globalization;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Hedged request: it is sent to one endpoint after the other until one answers. If an endpoint has not answered within its share of the detection
/// deadline, the next one is tried in parallel, so that all are tried within one deadline. If even the best endpoint cools down or is behind, all are
/// tried at once; the answer of an endpoint that is behind counts only if no fresher one arrives soon.
/// </summary>
internal sealed class CallRace<TRequest, TReply>(
    EndpointPool pool, AlloraClientOptions options, Method<TRequest, TReply> method, TRequest request, long atHeight)
    where TRequest : class
    where TReply : class
{
    private const int MostReconnects = 3;

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly long _start = options.TimeProvider.GetTimestamp();
    private readonly List<(CallAttempt<TRequest, TReply> Attempt, Task Ended)> _running = new(1);
    private CallAttempt<TRequest, TReply>? _held;
    private long _heldAt;
    private ulong _tried;
    private AlloraException? _lastFailure;
    private bool _silent;
    private int _reconnects;

    /// <summary>An attempt other than the winner whose request may have arrived; null if there is none.</summary>
    public CallAttempt<TRequest, TReply>? Unclear { get; private set; }

    /// <summary>The block that the request depends on: a refusal of an endpoint that does not have it yet does not count, and others are tried meanwhile. 0 for none.</summary>
    public long NeededHeight { get; init; }

    /// <summary>Whether the answer of an endpoint that is behind is as good as any, as with queries of the past and with broadcasts.</summary>
    public bool MayBeStale { get; init; } = atHeight != 0;

    // The time that each request waits for a fresher answer if the others are silent.
    private TimeSpan FresherTimeout => options.ComparisonAge;

    private bool IsAnyBehind => _running.Exists(static one => one.Attempt.Behind.IsCompleted);

    private TimeSpan Share => options.DetectionDeadline / pool.Endpoints.Count;

    private TimeSpan Left => options.RequestTimeout - _time.GetElapsedTime(_start);

    /// <summary>The attempt that brought a reply.</summary>
    /// <exception cref="AlloraException">No endpoint answered in time, or the chain itself returned an error.</exception>
    public async Task<CallAttempt<TRequest, TReply>> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                await QueryAsync(over.Token).ConfigureAwait(false);
                if (_held is { } held && (_running.Count == 0 || _time.GetElapsedTime(_heldAt) >= FresherTimeout))
                    return held.Reply is not null ? held : throw held.Failure!;
                if (await NextAsync(over.Token).ConfigureAwait(false) is { } ended && Judge(ended))
                    return ended;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            foreach (var (_, ended) in _running)
                await ended.ConfigureAwait(false);
        }
    }

    // Tries the next endpoint; if it cools down or is behind, also those after it.
    private async ValueTask QueryAsync(CancellationToken over)
    {
        var tryNext = true;
        while (tryNext && pool.Pick(ref _tried) is { } endpoint)
        {
            if (endpoint.Health.RemainingWait > TimeSpan.Zero)
            {
                if (_running.Count > 0 || _held is not null)
                    continue;
                await HonorRetryAfterAsync(endpoint, over).ConfigureAwait(false);
            }

            tryNext = pool.HasChoice && (endpoint.Health.IsCoolingDown || IsAnyBehind || _held is not null || (endpoint.Health.IsLagging && !MayBeStale));
            var left = Left;
            // A request may hang forever even if its endpoint has recovered: only a sole endpoint gets the whole time.
            var timeout = pool.HasChoice && options.DetectionDeadline < left ? options.DetectionDeadline : left;
            if (timeout <= TimeSpan.Zero)
                break;
            var attempt = new CallAttempt<TRequest, TReply>(pool, endpoint, method, atHeight, NeededHeight);
            _running.Add((attempt, attempt.RunAsync(request, timeout, _time, over)));
        }

        if (_running.Count == 0 && _held is null)
            throw _lastFailure ?? Errors.StatusErrors.TimedOut(method.Name, options.RequestTimeout, new TimeoutException());
    }

    // The next attempt that ends; null if the share of the deadline ends first.
    private async ValueTask<CallAttempt<TRequest, TReply>?> NextAsync(CancellationToken over)
    {
        if (_running.Count == 1 && !pool.HasChoice)
        {
            await _running[0].Ended.ConfigureAwait(false);
            return Take(0);
        }

        if (!_running.Exists(static one => one.Ended.IsCompleted))
        {
            using var share = CancellationTokenSource.CreateLinkedTokenSource(over);
            var pause = Task.Delay(_held is null ? Share : FresherTimeout, _time, share.Token);
            await Task.WhenAny([.. _running.Select(static one => one.Ended), .. _running.Where(static one => !one.Attempt.IsNoticed).Select(static one => one.Attempt.Behind), pause]).ConfigureAwait(false);
            await share.CancelAsync().ConfigureAwait(false);
            foreach (var (attempt, _) in _running)
                attempt.IsNoticed = attempt.Behind.IsCompleted;
        }

        var index = _running.FindIndex(static one => one.Ended.IsCompleted);
        if (index >= 0)
            return Take(index);
        // An endpoint that failed at once may work again by now; those that are still silent are not tried twice.
        if (!pool.HasAnother(_tried))
            _tried = _running.Aggregate(0UL, (mask, one) => mask | pool.BitOf(one.Attempt.Endpoint));
        return null;
    }

    private CallAttempt<TRequest, TReply> Take(int index)
    {
        var (attempt, _) = _running[index];
        _running.RemoveAt(index);
        return attempt;
    }

    // True if it won.
    private bool Judge(CallAttempt<TRequest, TReply> ended)
    {
        if (IsBehind(ended) && (_running.Count > 0 || pool.HasAnother(_tried)))
        {
            if (_held is null)
                (_held, _heldAt) = (ended, _time.GetTimestamp());
            return false;
        }

        if (ended.Reply is not null)
        {
            foreach (var (slower, _) in _running)
            {
                if (!slower.Endpoint.Health.IsCoolingDown && !slower.Behind.IsCompleted && _time.GetElapsedTime(slower.Since, ended.Since) >= Share / 2)
                    pool.WasSlow(slower.Endpoint);
                Unclear ??= slower;
            }

            return true;
        }

        if (ended.Failure is not { } failure)
            return false;
        if (ended.IsRefusal)
            throw failure;
        if (ended.MayHaveArrived)
            Unclear = ended;
        _silent |= ended.WasSilent;
        _lastFailure = ended.WasSilent && Left <= TimeSpan.Zero ? Errors.StatusErrors.TimedOut(method.Name, options.RequestTimeout, failure) : failure;
        // If there is no other, an endpoint that was silent for all of its deadline is tried again at once: it may work again, and the others need not
        // have been silent for as long. So is one that had answered and whose connection ended, such as a server that shuts down.
        if (!pool.HasAnother(_tried) && (ended.WasSilent || (ended.HasLostConnection && ended.Endpoint.Health.HasAnswered && _reconnects++ < MostReconnects)))
            _tried &= ~pool.BitOf(ended.Endpoint);

        if (_running.Count > 0 || pool.HasAnother(_tried) || _held is not null)
            return false;
        // Another may work again after the wait for a silent one.
        if (!_silent || Left <= TimeSpan.Zero)
            throw _lastFailure;
        (_tried, _silent) = (0UL, false);
        return false;
    }

    private bool IsBehind(CallAttempt<TRequest, TReply> ended) =>
        !MayBeStale && (ended.Reply is not null ? pool.IsStale(ended.Height) : ended.IsRefusal && (ended.IsTooEarly || ended.Endpoint.Health.IsLagging));

    // An endpoint that sends Retry-After is not called before: the request waits for it if there is enough time, otherwise nothing is sent.
    private async ValueTask HonorRetryAfterAsync(PooledEndpoint endpoint, CancellationToken over)
    {
        var wait = endpoint.Health.RemainingWait;
        if (wait >= Left)
        {
            throw _lastFailure ?? new AlloraException(
                AlloraErrorReason.RateLimited, isTransient: true, string.Create(CultureInfo.InvariantCulture, $"{endpoint} accepts no requests for another {wait.TotalSeconds:0.#} s (Retry-After); nothing was sent."));
        }

        await Task.Delay(wait, _time, over).ConfigureAwait(false);
    }
}
