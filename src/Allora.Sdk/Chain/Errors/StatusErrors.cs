using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>Turns the status of a failed gRPC call into an <see cref="AlloraException"/>.</summary>
internal static class StatusErrors
{
    // How Grpc.Net.Client reports an HTTP answer that is not gRPC, such as a gateway's.
    private const string NotGrpc = "Bad gRPC response. HTTP status code: ";

    public static AlloraException From(RpcException failure, string operation)
    {
        var text = failure.Status.Detail;
        var chainError = failure.Status.DebugException is null ? ErrorTexts.ChainErrorOf(text) : null;
        var reason = chainError?.Reason ?? ReasonOf(failure.Status, text);
        var transient = chainError?.IsTransient ?? (ErrorMap.IsTransient(reason) || MayPass(failure.StatusCode, reason));
        var said = chainError?.ToString() ?? failure.Status.DebugException?.Message ?? text;
        return new AlloraException(reason, transient, $"{operation}: {Meaning(reason)}{said}", failure)
        {
            ChainError = chainError,
            Status = failure.StatusCode,
        };
    }

    public static AlloraException TimedOut(string operation, TimeSpan timeout, Exception cause) =>
        new(AlloraErrorReason.Timeout, isTransient: true, $"{operation}: no answer within {timeout.TotalSeconds:0.###} s", cause)
        {
            Status = StatusCode.DeadlineExceeded,
        };

    /// <summary>Whether the node says that it does not have the service that was asked: the sure sign of another schema.</summary>
    public static bool IsUnknownService(Status status) =>
        status.StatusCode == StatusCode.Unimplemented && status.Detail.StartsWith("unknown service ", StringComparison.Ordinal);

    private static AlloraErrorReason ReasonOf(Status status, string text)
    {
        if (text.StartsWith(NotGrpc, StringComparison.Ordinal))
            return ReasonOfHttp(text.AsSpan(NotGrpc.Length));
        if (status.StatusCode == StatusCode.Unimplemented && text.StartsWith("unknown ", StringComparison.Ordinal))
            return AlloraErrorReason.WrongSchema;
        var reason = ErrorTexts.ReasonOfPlain(text);
        if (reason != AlloraErrorReason.Unknown)
            return reason;
        return status.StatusCode switch
        {
            StatusCode.DeadlineExceeded => AlloraErrorReason.Timeout,
            StatusCode.ResourceExhausted => AlloraErrorReason.RateLimited,
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => AlloraErrorReason.AccessDenied,
            StatusCode.NotFound => AlloraErrorReason.NotFound,
            StatusCode.InvalidArgument or StatusCode.OutOfRange => AlloraErrorReason.InvalidRequest,
            StatusCode.Unimplemented => AlloraErrorReason.Unavailable,
            _ when status.DebugException is not null => AlloraErrorReason.Transport,
            StatusCode.Unavailable or StatusCode.Cancelled => AlloraErrorReason.Unavailable,
            _ => AlloraErrorReason.Unknown,
        };
    }

    private static AlloraErrorReason ReasonOfHttp(ReadOnlySpan<char> status) => status switch
    {
        ['4', '2', '9', ..] => AlloraErrorReason.RateLimited,
        ['4', '0', '1' or '3', ..] => AlloraErrorReason.AccessDenied,
        _ => AlloraErrorReason.Unavailable,
    };

    // A node that answers in these ways may be starting, stopping or overloaded; nothing says that the request was wrong.
    private static bool MayPass(StatusCode status, AlloraErrorReason reason) =>
        reason == AlloraErrorReason.Unknown && status is StatusCode.Internal or StatusCode.Aborted or StatusCode.DataLoss;

    private static string Meaning(AlloraErrorReason reason) => reason switch
    {
        AlloraErrorReason.Transport => "cannot reach the endpoint: ",
        AlloraErrorReason.Unavailable => "the endpoint cannot serve this: ",
        AlloraErrorReason.RateLimited => "the endpoint asks for fewer requests: ",
        AlloraErrorReason.AccessDenied => "the endpoint refuses this caller: ",
        _ => "",
    };
}
