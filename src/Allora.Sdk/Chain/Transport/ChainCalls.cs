using System.Globalization;
using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Sends unary calls, each with a time limit, and turns their failures into <see cref="AlloraException"/>.</summary>
internal sealed class ChainCalls(CallInvoker invoker, TimeSpan timeout, TimeProvider time)
{
    // Tells at which height an answer was computed; in a request it asks for a past one.
    private const string HeightHeader = "x-cosmos-block-height";

    public async Task<TReply> CallAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        (await SendAsync(method, request, withHeight: false, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>Also tells the height that the answer was computed at, 0 where the node does not.</summary>
    public Task<(TReply Reply, long Height)> CallWithHeightAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class =>
        SendAsync(method, request, withHeight: true, cancellationToken);

    private async Task<(TReply Reply, long Height)> SendAsync<TRequest, TReply>(
        Method<TRequest, TReply> method, TRequest request, bool withHeight, CancellationToken cancellationToken)
        where TRequest : class
        where TReply : class
    {
        // Not gRPC's own deadline: that one runs on the machine's clock, whatever TimeProvider says.
        using var limit = new CancellationTokenSource(timeout, time);
        using var link = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            using var call = invoker.AsyncUnaryCall(method, host: null, new CallOptions(cancellationToken: limit.Token), request);
            var reply = await call.ResponseAsync.ConfigureAwait(false);
            return (reply, withHeight ? HeightOf(await call.ResponseHeadersAsync.ConfigureAwait(false)) : 0);
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RpcException failure) when (limit.IsCancellationRequested)
        {
            throw StatusErrors.TimedOut(method.Name, timeout, failure);
        }
        catch (RpcException failure)
        {
            throw StatusErrors.From(failure, method.Name);
        }
    }

    private static long HeightOf(Metadata headers) =>
        long.TryParse(headers.GetValue(HeightHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var height) ? height : 0;
}
