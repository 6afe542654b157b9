using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Cosmos.Base.Tendermint.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Waits until an endpoint has a block: an event of one node arrives before the next node has made the same block, and what that one refuses until
/// then shows nothing. Refusals carry no height (recorded from a real node), so the height is queried, after milliseconds at first.
/// </summary>
internal sealed class BlockWait(EndpointPool pool, PooledEndpoint endpoint, long needed)
{
    // Each pause is a tenth of the time waited so far: the request is sent at most so much later than possible.
    private const int PausesInWait = 10;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _behind = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes if the endpoint does not have the block yet.</summary>
    public Task Behind => _behind.Task;

    /// <summary>True once the endpoint has the block, or if its height cannot be queried; false if the time ends before.</summary>
    public async Task<bool> ArrivesAsync(PooledChannel channel, TimeProvider time, CancellationToken limit)
    {
        var start = time.GetTimestamp();
        try
        {
            while (true)
            {
                var height = await HeightAsync(channel, limit).ConfigureAwait(false);
                pool.Told(endpoint, height);
                if (height == 0 || height >= needed)
                    return true;
                _behind.TrySetResult();
                var pause = time.GetElapsedTime(start) / PausesInWait;
                await Task.Delay(pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause, time, limit).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (RpcException)
        {
            return !limit.IsCancellationRequested;
        }
    }

    private async Task<long> HeightAsync(PooledChannel channel, CancellationToken limit)
    {
        using var call = new Service.ServiceClient(channel.Invoker).GetSyncingAsync(new GetSyncingRequest(), new CallOptions(endpoint.Headers, cancellationToken: limit));
        await call.ResponseAsync.ConfigureAwait(false);
        return CallHeaders.HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false));
    }
}
