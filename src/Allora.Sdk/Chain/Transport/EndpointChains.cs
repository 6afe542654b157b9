using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Compares the chain that each endpoint serves with the network's: at the start, after a new connection, and from time to time, since another chain
/// may be behind an address later. An endpoint of another chain is not used while there are others.
/// </summary>
internal sealed class EndpointChains(EndpointPool pool, string chainId, AlloraClientOptions options) : IAsyncDisposable
{
    // How long a comparison is valid. A chain that is swapped behind an address closes the connections to the one before it, and that ends it at once.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private readonly ILogger _log = options.LoggerFactory.CreateLogger<EndpointChains>();
    private readonly SemaphoreSlim _verifying = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _slower = Task.CompletedTask;
    private long? _verifiedAt;

    /// <summary>The next call compares again: a connection is new, or the chain's height contradicts what is known.</summary>
    public void Recheck() => _verifiedAt = null;

    /// <summary>Compares, unless it was done lately. Returns once one endpoint of the chain has answered, and slower ones have had a moment.</summary>
    /// <exception cref="AlloraException">
    /// Every endpoint that answered serves another chain (<see cref="AlloraErrorReason.WrongChain"/>), or none answered.
    /// </exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        await _verifying.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_slower.IsCompleted || (_verifiedAt is { } at && options.TimeProvider.GetElapsedTime(at) < Age))
                return;
            _verifiedAt = options.TimeProvider.GetTimestamp();
            List<Task<Answer>> queries = [.. pool.Endpoints.Select(QueryAsync)];
            _slower = Task.WhenAll(queries);
            await FirstOfChainAsync(queries, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _verifiedAt = null;
            throw;
        }
        finally
        {
            _verifying.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _slower.ConfigureAwait(false);
        _stop.Dispose();
        _verifying.Dispose();
    }

    private async Task FirstOfChainAsync(List<Task<Answer>> queries, CancellationToken cancellationToken)
    {
        var all = _slower;
        Answer? other = null;
        Answer? none = null;
        while (queries.Count > 0)
        {
            var ended = await Task.WhenAny(queries).WaitAsync(cancellationToken).ConfigureAwait(false);
            queries.Remove(ended);
            var answer = await ended.ConfigureAwait(false);
            if (answer.Chain == chainId)
            {
                await Task.WhenAny(all, Task.Delay(options.ComparisonAge, options.TimeProvider, cancellationToken)).ConfigureAwait(false);
                return;
            }

            if (answer.Chain is null)
                none = answer;
            else
                other = answer;
        }

        throw other is { Chain: { } chain, Endpoint: var endpoint }
            ? new AlloraException(
                AlloraErrorReason.WrongChain,
                isTransient: false,
                $"The node at {endpoint} serves chain '{chain}', but the network is configured for '{chainId}': fix the endpoint or the network.")
            : none!.Failure!;
    }

    private async Task<Answer> QueryAsync(PooledEndpoint endpoint)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        var channel = endpoint.Enter();
        try
        {
            var info = await new Service.ServiceClient(channel.Invoker).GetNodeInfoAsync(
                new GetNodeInfoRequest(), new CallOptions(endpoint.Headers, cancellationToken: either.Token)).ResponseAsync.ConfigureAwait(false);
            var chain = info.DefaultNodeInfo?.Network ?? "";
            Note(endpoint, chain);
            return new Answer(endpoint, chain, null);
        }
        catch (RpcException failure)
        {
            return new Answer(endpoint, null, limit.IsCancellationRequested
                ? StatusErrors.TimedOut("GetNodeInfo", options.RequestTimeout, endpoint.WithoutSecrets(failure))
                : StatusErrors.From(endpoint.WithoutSecrets(failure), "GetNodeInfo", endpoint.ToString()));
        }
        finally
        {
            channel.Leave();
        }
    }

    private void Note(PooledEndpoint endpoint, string chain)
    {
        var isForeign = chain != chainId;
        if (isForeign == endpoint.Health.IsForeign)
            return;
        endpoint.Health.IsForeign = isForeign;
        if (isForeign)
            TransportLog.OtherChain(_log, endpoint, chain, chainId);
        else
            TransportLog.Recovered(_log, endpoint);
    }

    private sealed record Answer(PooledEndpoint Endpoint, string? Chain, AlloraException? Failure);
}
