using Allora.Sdk.Chain.Transport.Http;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// For generated clients of query services: queries are sent like the client's own, with failover and typed failures, and at a past
/// height if one is set.
/// </summary>
internal sealed class QueryInvoker(ChainCalls calls, long height) : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        // A transaction must not be sent to a second endpoint automatically.
        if (method.Name is "BroadcastTx")
            throw new NotSupportedException($"{method.Name}: send transactions with AlloraClient.Transactions or AlloraClient.BroadcastAsync.");
        var call = new UnaryCall(options);
        return new AsyncUnaryCall<TResponse>(RunAsync(call, method, request, HeightOf(options)), call.Headers, call.GetStatus, call.GetTrailers, call.Cancel);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException($"{method.Name}: use the asynchronous method, since a blocking one could delay every other call.");

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw NoStreams(method.Name);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw NoStreams(method.Name);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw NoStreams(method.Name);

    private static NotSupportedException NoStreams(string method) => new($"{method}: the chain has no streams; use AlloraClient.Invoker for your own services.");

    private async Task<TResponse> RunAsync<TRequest, TResponse>(
        UnaryCall call, Method<TRequest, TResponse> method, TRequest request, long atHeight)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            var (reply, answeredAt) = await calls.CallAtAsync(method, request, atHeight, call.Token).ConfigureAwait(false);
            call.Succeed(answeredAt == 0 ? [] : CallHeaders.AtHeight(answeredAt));
            return reply;
        }
        catch (AlloraException failure)
        {
            call.Fail(failure.InnerException as RpcException ?? new RpcException(new Status(failure.Status ?? StatusCode.Unknown, failure.Message)));
            throw;
        }
        catch (OperationCanceledException)
        {
            call.Fail(new RpcException(call.Stopped()));
            throw;
        }
        finally
        {
            call.Dispose();
        }
    }

    private long HeightOf(CallOptions options) =>
        long.TryParse(options.Headers?.GetValue(CallHeaders.Height), System.Globalization.CultureInfo.InvariantCulture, out var own) ? own : height;
}
