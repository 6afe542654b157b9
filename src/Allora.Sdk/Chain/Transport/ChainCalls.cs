using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// Sends unary calls, each with a time limit, and turns their failures into <see cref="AlloraException"/>. A question that an endpoint
/// cannot answer is put to the next within the same limit; after the last one the round begins anew where an endpoint was silent, since
/// another may have come back while it was waited for.
/// </summary>
internal sealed class ChainCalls(EndpointPool pool, AlloraClientOptions options)
{
    private readonly TimeProvider _time = options.TimeProvider;

    public async Task<TReply> CallAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await SendAsync(method, request, once: false, atHeight: 0, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>Asks one endpoint only: who asks must find out by himself what became of a request without an answer.</summary>
    public async Task<TReply> CallOnceAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await SendAsync(method, request, once: true, atHeight: 0, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>Also tells the height that the answer was computed at, 0 where the node does not.</summary>
    public Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        SendAsync(method, request, once: false, atHeight: 0, cancellationToken);

    /// <summary>Asks for the state after a past block; 0 for the newest.</summary>
    public Task<(TReply Reply, long Height)> CallAtAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, long height, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        SendAsync(method, request, once: false, atHeight: height, cancellationToken);

    private async Task<(TReply Reply, long Height)> SendAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, bool once, long atHeight, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        var start = _time.GetTimestamp();
        var left = options.RequestTimeout;
        var (tried, waited) = (0UL, false);
        var endpoint = pool.Pick(ref tried)!;
        AlloraException? before = null;
        while (true)
        {
            left = await RespectAsync(endpoint, left, before, cancellationToken).ConfigureAwait(false);
            // A request that hangs may hang for ever, even where its endpoint has recovered: only a sole endpoint gets all the time there is.
            var patience = pool.HasChoice && options.DetectionDeadline < left ? options.DetectionDeadline : left;
            // Not gRPC's own deadline: that one runs on the machine's clock, whatever TimeProvider says.
            using var limit = new CancellationTokenSource(patience, _time);
            using var link = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
            var channel = endpoint.Enter();
            var since = _time.GetTimestamp();
            AlloraException told;
            TimeSpan? pushback = null;
            try
            {
                using var call = channel.Invoker.AsyncUnaryCall(
                    method, host: null, new CallOptions(HeadersOf(endpoint, atHeight), cancellationToken: limit.Token), request);
                TReply reply;
                try
                {
                    reply = await call.ResponseAsync.ConfigureAwait(false);
                }
                catch (RpcException failure) when (CallVerdicts.Of(failure.Status) == CallVerdict.Busy)
                {
                    pushback = await CallVerdicts.PushbackAsync(call, failure).ConfigureAwait(false);
                    throw;
                }

                var height = EndpointPool.HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false));
                // A past height says nothing about how far the endpoint is.
                pool.Answered(endpoint, atHeight == 0 ? height : 0);
                return (reply, height);
            }
            catch (RpcException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (RpcException failure) when (limit.IsCancellationRequested)
            {
                pool.WentSilent(endpoint, channel, since);
                waited = true;
                told = StatusErrors.TimedOut(method.Name, once ? patience : options.RequestTimeout, failure);
            }
            catch (RpcException failure)
            {
                told = StatusErrors.From(failure, method.Name);
                if (!pool.Failed(endpoint, failure, pushback))
                    throw told;
            }
            finally
            {
                channel.Leave();
            }

            left = options.RequestTimeout - _time.GetElapsedTime(start);
            if (once || left <= TimeSpan.Zero || (!pool.HasAnother(tried) && !waited))
                throw told;
            if (!pool.HasAnother(tried))
                (tried, waited) = (0UL, false);
            (endpoint, before) = (pool.Pick(ref tried)!, told);
        }
    }

    // An endpoint that asks to be left alone is: its time is waited for where there is enough, and nothing is sent where there is not.
    private async ValueTask<TimeSpan> RespectAsync(PooledEndpoint endpoint, TimeSpan left, AlloraException? before, CancellationToken cancellationToken)
    {
        var wait = endpoint.Health.WaitLeft;
        if (wait == TimeSpan.Zero)
            return left;
        if (wait >= left)
        {
            throw before ?? new AlloraException(
                AlloraErrorReason.RateLimited, isTransient: true, $"{endpoint} asks for no requests for another {wait.TotalSeconds:0.#} s; nothing was sent.");
        }

        await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        return left - wait;
    }

    private static Metadata? HeadersOf(PooledEndpoint endpoint, long height)
    {
        if (height == 0)
            return endpoint.Headers;
        var headers = new Metadata { { EndpointPool.HeightHeader, height.ToString(System.Globalization.CultureInfo.InvariantCulture) } };
        foreach (var entry in endpoint.Headers ?? Metadata.Empty)
            headers.Add(entry);
        return headers;
    }
}
