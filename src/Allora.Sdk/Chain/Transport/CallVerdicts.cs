using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Details of a failed call beyond its status: whether the request can have arrived, and when to retry.</summary>
internal static class CallVerdicts
{
    /// <summary>Whether no connection was made, so that the request cannot have arrived.</summary>
    public static bool IsUndelivered(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        };

    /// <summary>Whether the connection ended during the request, as when a server shuts down: a new connection may work.</summary>
    public static bool HasLostConnection(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException { InnerException: IOException } or IOException && !IsUndelivered(failure);

    /// <summary>The delay that the endpoint requests before further calls, if any.</summary>
    public static TimeSpan? PushbackOf(RpcException failure) => Pushback.Of(failure.Trailers) ?? RetryInfo.Of(failure.Trailers);

    /// <summary>The same for an answer that may not be gRPC: a gateway's 429 has it in its headers.</summary>
    public static async ValueTask<TimeSpan?> PushbackAsync<TReply>(AsyncUnaryCall<TReply> call, RpcException failure)
    {
        if (PushbackOf(failure) is { } told)
            return told;
        try
        {
            return Pushback.Of(await call.ResponseHeadersAsync.ConfigureAwait(false));
        }
        catch (RpcException)
        {
            return null;
        }
    }
}
