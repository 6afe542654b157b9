using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>Turns the status of a failed gRPC call into an <see cref="AlloraException"/>.</summary>
internal static class StatusErrors
{
    public static AlloraException From(RpcException failure, string operation)
    {
        var text = failure.Status.Detail;
        var chainError = failure.Status.DebugException is null ? ErrorTexts.ChainErrorOf(text) : null;
        var reason = chainError?.Reason ?? ReasonOf(failure.Status);
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

    // A text of the chain says more than the status that carries it; a gateway's status carries none.
    private static AlloraErrorReason ReasonOf(Status status)
    {
        var meaning = StatusTable.Of(status).Reason;
        if (meaning == AlloraErrorReason.WrongSchema || HttpStatuses.Find(status) is not null)
            return meaning;
        return ErrorTexts.ReasonOfPlain(status.Detail) is not AlloraErrorReason.Unknown and var reason ? reason : meaning;
    }

    // A node that answers in these ways may be starting, stopping or overloaded; nothing says that the request was wrong.
    private static bool MayPass(StatusCode status, AlloraErrorReason reason) =>
        reason == AlloraErrorReason.Unknown && status is StatusCode.Internal or StatusCode.Aborted or StatusCode.DataLoss;

    private static string Meaning(AlloraErrorReason reason) => reason switch
    {
        AlloraErrorReason.Transport => "cannot reach the endpoint: ",
        AlloraErrorReason.Unavailable => "the endpoint cannot serve this: ",
        AlloraErrorReason.RateLimited => "the endpoint asks for fewer requests: ",
        AlloraErrorReason.AccessDenied => "the endpoint refuses this caller: ",
        AlloraErrorReason.ReplyTooLarge => "the reply is too large, ask for less at once: ",
        _ => "",
    };
}
