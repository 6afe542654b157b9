using Allora.Sdk.Chain.Transport.Http;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// For generated clients: each call is sent to the endpoint that is best when it begins, and its end counts for that endpoint's health.
/// Nothing is sent twice here, since the effect of an unknown method is unknown.
/// </summary>
internal sealed class PoolInvoker(EndpointPool pool) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var (endpoint, channel, since) = Enter();
        try
        {
            var reply = channel.Invoker.BlockingUnaryCall(method, host, WithHeaders(options, endpoint), request);
            pool.Answered(endpoint, height: 0, since);
            return reply;
        }
        catch (RpcException failure)
        {
            Note(endpoint, failure, since, options);
            if (endpoint.WithoutSecrets(failure) is var clean && clean != failure)
                throw clean;
            throw;
        }
        finally
        {
            channel.Leave();
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var (endpoint, channel, since) = Enter();
        var call = channel.Invoker.AsyncUnaryCall(method, host, WithHeaders(options, endpoint), request);
        return new AsyncUnaryCall<TResponse>(
            WatchAsync(call, endpoint, channel, since, options), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var (endpoint, channel, _) = Enter();
        var call = channel.Invoker.AsyncServerStreamingCall(method, host, WithHeaders(options, endpoint), request);
        return new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, Leaving(channel, call));
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var (endpoint, channel, _) = Enter();
        var call = channel.Invoker.AsyncClientStreamingCall(method, host, WithHeaders(options, endpoint));
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseAsync, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, Leaving(channel, call));
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var (endpoint, channel, _) = Enter();
        var call = channel.Invoker.AsyncDuplexStreamingCall(method, host, WithHeaders(options, endpoint));
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseStream, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, Leaving(channel, call));
    }

    private static CallOptions WithHeaders(CallOptions options, PooledEndpoint endpoint) =>
        CallHeaders.Join(options.Headers, endpoint.Headers) is { } all ? options.WithHeaders(all) : options;

    private static Action Leaving(PooledChannel channel, IDisposable call)
    {
        var left = 0;
        return () =>
        {
            call.Dispose();
            if (Interlocked.Exchange(ref left, 1) == 0)
                channel.Leave();
        };
    }

    private (PooledEndpoint Endpoint, PooledChannel Channel, long Since) Enter()
    {
        var tried = 0UL;
        var endpoint = pool.Pick(ref tried)!;
        return (endpoint, endpoint.Enter(), pool.Now);
    }

    private async Task<TResponse> WatchAsync<TResponse>(
        AsyncUnaryCall<TResponse> call, PooledEndpoint endpoint, PooledChannel channel, long since, CallOptions options)
    {
        try
        {
            var reply = await call.ResponseAsync.ConfigureAwait(false);
            pool.Answered(endpoint, height: 0, since);
            return reply;
        }
        catch (RpcException failure)
        {
            Note(endpoint, failure, since, options);
            if (endpoint.WithoutSecrets(failure) is var clean && clean != failure)
                throw clean;
            throw;
        }
        finally
        {
            channel.Leave();
        }
    }

    // A cancelled call is no sign of the endpoint's health, and an answer about the past no sign of its height.
    private void Note(PooledEndpoint endpoint, RpcException failure, long since, CallOptions options)
    {
        if (failure.StatusCode != StatusCode.Cancelled || !options.CancellationToken.IsCancellationRequested)
            pool.Failed(endpoint, failure, since);
    }
}
