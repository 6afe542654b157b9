using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Queries endpoints without traffic: those whose cool-down is over, so that no caller has to try them, those that lag, and idle ones,
/// so that a dead connection is replaced before it is needed.
/// </summary>
internal sealed class EndpointProber(EndpointPool pool, AlloraClientOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _log = options.LoggerFactory.CreateLogger<EndpointProber>();
    private readonly Task[] _probes = [.. Enumerable.Repeat(Task.CompletedTask, pool.Endpoints.Count)];
    private long? _comparedAt;
    private Task? _running;

    /// <summary>Starts with the first call of the client; later calls do nothing.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _running) is not null)
            return;
        lock (_gate)
        {
            if (!_stop.IsCancellationRequested)
                _running ??= Task.Run(RunAsync);
        }
    }

    /// <summary>
    /// Queries the heights of all that are not in cool-down; later callers share recent answers. If fewer than two of them keep
    /// up there is nothing to compare: those in cool-down are queried as well, and stay in cool-down.
    /// </summary>
    public void Compare()
    {
        var now = options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            if (_comparedAt is { } last && options.TimeProvider.GetElapsedTime(last, now) < options.ComparisonAge)
                return;
            _comparedAt = now;
        }

        var isAlone = pool.Endpoints.Count(static endpoint => !endpoint.Health.IsCoolingDown && !endpoint.Health.IsLagging) < 2;
        Probe(endpoint => isAlone || !endpoint.Health.IsCoolingDown);
    }

    public async ValueTask DisposeAsync()
    {
        // Not under the lock: callbacks of the token may need it.
        await _stop.CancelAsync().ConfigureAwait(false);
        Task? running;
        lock (_gate)
            running = _running;

        if (running is not null)
            await running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var ticks = new PeriodicTimer(Tick < options.CoolDownMinimum ? Tick : options.CoolDownMinimum, options.TimeProvider);
        try
        {
            do
            {
                Probe(endpoint => endpoint.Health.IsProbeDue(options.TimeProvider.GetTimestamp()));
            }
            while (await ticks.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The client is closed.
        }

        Task[] last;
        lock (_gate)
            last = [.. _probes];
        await Task.WhenAll(last).ConfigureAwait(false);
    }

    private void Probe(Predicate<PooledEndpoint> isDue)
    {
        lock (_gate)
        {
            for (var i = 0; i < _probes.Length && !_stop.IsCancellationRequested; i++)
            {
                var endpoint = pool.Endpoints[i];
                if (_probes[i].IsCompleted && endpoint.Health.RemainingWait == TimeSpan.Zero && isDue(endpoint))
                    _probes[i] = Task.Run(() => ProbeAsync(endpoint));
            }
        }
    }

    private async Task ProbeAsync(PooledEndpoint endpoint)
    {
        using var limit = new CancellationTokenSource(options.DetectionDeadline, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var since = options.TimeProvider.GetTimestamp();
        var channel = endpoint.Enter();
        try
        {
            var rested = endpoint.Health.IsCoolingDown;
            using var call = new Service.ServiceClient(channel.Invoker).GetSyncingAsync(
                new GetSyncingRequest(), new CallOptions(endpoint.Headers, cancellationToken: either.Token));
            await call.ResponseAsync.ConfigureAwait(false);
            var height = CallHeaders.HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false));
            if (rested && since < endpoint.Health.RetryAt)
            {
                // A reported height does not show that the endpoint can serve the call that failed.
                pool.Told(endpoint, height);
                return;
            }

            pool.Answered(endpoint, height, since);
            if (rested)
                TransportLog.Recovered(_log, endpoint);
        }
        catch (RpcException) when (_stop.IsCancellationRequested)
        {
            // No sign of the endpoint's health.
        }
        catch (RpcException) when (limit.IsCancellationRequested)
        {
            pool.WentSilent(endpoint, channel, since);
        }
        catch (RpcException failure)
        {
            pool.Failed(endpoint, failure, since);
        }
        finally
        {
            channel.Leave();
        }
    }
}
