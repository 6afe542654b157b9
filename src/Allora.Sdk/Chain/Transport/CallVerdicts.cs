using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>Tells an endpoint's faults from what the chain answers.</summary>
internal static class CallVerdicts
{
    // How Grpc.Net.Client reports an HTTP answer that is not gRPC, such as a gateway's.
    private const string NotGrpc = "Bad gRPC response. HTTP status code: ";

    public static CallVerdict Of(Status status)
    {
        if (status.Detail.StartsWith(NotGrpc, StringComparison.Ordinal))
            return status.Detail.AsSpan(NotGrpc.Length).StartsWith("429") ? CallVerdict.Busy : CallVerdict.Broken;
        return status.StatusCode switch
        {
            // Grpc.Net.Client refuses too large an answer in this way: no other endpoint has a smaller one.
            StatusCode.ResourceExhausted when status.Detail.Contains("message size", StringComparison.Ordinal) => CallVerdict.Answered,
            StatusCode.ResourceExhausted => CallVerdict.Busy,
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.DataLoss or StatusCode.Cancelled => CallVerdict.Broken,
            // Modules never use these: a gateway wants another key.
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => CallVerdict.Broken,
            _ => status.DebugException is null ? CallVerdict.Answered : CallVerdict.Broken,
        };
    }

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
