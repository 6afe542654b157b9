using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Asks endpoints that nobody else asks: those whose rest is over, so that no caller has to find out, those that lag, and idle ones,
/// so that a connection that died unseen is replaced before it is needed.
/// </summary>
internal sealed class EndpointProber(EndpointPool pool, AlloraClientOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger _log = options.LoggerFactory.CreateLogger<EndpointProber>();
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

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            _stop.Cancel();
            running = _running;
        }

        if (running is not null)
            await running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var ticks = new PeriodicTimer(Tick < options.CoolDownMinimum ? Tick : options.CoolDownMinimum, options.TimeProvider);
        var probes = new Task[pool.Endpoints.Count];
        Array.Fill(probes, Task.CompletedTask);
        try
        {
            do
            {
                var now = options.TimeProvider.GetTimestamp();
                for (var i = 0; i < probes.Length; i++)
                {
                    if (probes[i].IsCompleted && pool.Endpoints[i].Health.IsProbeDue(now))
                        probes[i] = ProbeAsync(pool.Endpoints[i]);
                }
            }
            while (await ticks.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The client is closed.
        }

        await Task.WhenAll(probes).ConfigureAwait(false);
    }

    private async Task ProbeAsync(PooledEndpoint endpoint)
    {
        using var limit = new CancellationTokenSource(options.DetectionDeadline, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var since = options.TimeProvider.GetTimestamp();
        var channel = endpoint.Enter();
        try
        {
            var rested = endpoint.Health.IsResting;
            using var call = new Service.ServiceClient(channel.Invoker).GetSyncingAsync(
                new GetSyncingRequest(), new CallOptions(endpoint.Headers, cancellationToken: either.Token));
            await call.ResponseAsync.ConfigureAwait(false);
            pool.Answered(endpoint, EndpointPool.HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false)), since);
            if (rested)
                TransportLog.Recovered(_log, endpoint);
        }
        catch (RpcException) when (_stop.IsCancellationRequested)
        {
            // Says nothing about the endpoint.
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
