using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>What a failure of a call says beyond its status: whether the request can have arrived, and when to ask again.</summary>
internal static class CallVerdicts
{
    /// <summary>Whether no connection came about, so that the request cannot have arrived.</summary>
    public static bool IsUndelivered(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        };

    /// <summary>Whether the connection ended under the request, as it does when a server takes its leave: the next one may well do better.</summary>
    public static bool HasLostConnection(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException { InnerException: IOException } or IOException && !IsUndelivered(failure);

    /// <summary>How long the endpoint asks to be left alone, where it says.</summary>
    public static TimeSpan? PushbackOf(RpcException failure) => Pushback.Of(failure.Trailers) ?? RetryInfo.Of(failure.Trailers);

    /// <summary>The same, of an answer that may not be gRPC: a gateway's 429 says it in its headers.</summary>
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
