using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// The invoker of generated clients without gRPC: requests and replies as their protobuf bytes, one exchange each, failures as
/// in gRPC. Only gRPC has blocking calls and streams; the chain has no streams.
/// </summary>
internal abstract class UnaryInvoker : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new UnaryCall(options);
        return new AsyncUnaryCall<TResponse>(
            RunAsync(call, method, options.Headers, request), call.Headers, call.GetStatus, call.GetTrailers, call.Cancel);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw OnlyGrpc(method.Name, "a blocking call");

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw OnlyGrpc(method.Name, "a stream");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw OnlyGrpc(method.Name, "a stream");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw OnlyGrpc(method.Name, "a stream");

    /// <summary>One exchange. Errors are RpcExceptions.</summary>
    protected abstract Task<WireReply> SendAsync(WireRequest request, CancellationToken cancellationToken);

    private async Task<TResponse> RunAsync<TRequest, TResponse>(
        UnaryCall call, Method<TRequest, TResponse> method, Metadata? headers, TRequest request)
    {
        try
        {
            var body = WireRequest.Serialize(method.RequestMarshaller, request);
            var reply = await SendAsync(new WireRequest(method.ServiceName, method.Name, body, headers ?? Metadata.Empty), call.Token)
                .ConfigureAwait(false);
            var value = method.ResponseMarshaller.ContextualDeserializer(reply);
            call.Succeed(reply.Headers);
            return value;
        }
        catch (RpcException refusal)
        {
            throw call.Fail(refusal);
        }
        catch (OperationCanceledException)
        {
            throw call.Fail(new RpcException(call.Stopped()));
        }
        catch (HttpRequestException large) when (large.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw call.Fail(new RpcException(HttpStatuses.TooLarge));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw call.Fail(new RpcException(new Status(StatusCode.Unavailable, broken.Message, broken)));
        }
        catch (Exception unreadable) when (unreadable is not NotSupportedException)
        {
            // Whatever reading the reply throws: a node's reply must not end the process.
            throw call.Fail(new RpcException(new Status(StatusCode.Internal, $"the answer cannot be read: {unreadable.Message}", unreadable)));
        }
        finally
        {
            call.Dispose();
        }
    }

    private static NotSupportedException OnlyGrpc(string method, string what) =>
        new($"{method}: {what} needs a gRPC endpoint; use the asynchronous method over REST and RPC.");
}
