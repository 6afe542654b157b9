using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>Turns the status of a failed gRPC call into an <see cref="AlloraException"/>.</summary>
internal static class StatusErrors
{
    /// <param name="failure">The failed call.</param>
    /// <param name="operation">The method, for the message.</param>
    /// <param name="endpoint">The endpoint's name, for the message; null if the call did not go to a certain one.</param>
    public static AlloraException From(RpcException failure, string operation, string? endpoint = null)
    {
        var text = ErrorTexts.Bounded(failure.Status.Detail);
        var chainError = failure.Status.DebugException is null ? ErrorTexts.ChainErrorOf(text) : null;
        var reason = chainError?.Reason ?? ReasonOf(failure.Status, text);
        var transient = chainError?.IsTransient ?? (ErrorMap.IsTransient(reason) || MayPass(failure.StatusCode, reason));
        var cause = chainError?.ToString() ?? (failure.Status.DebugException is { } local ? ErrorTexts.Bounded(local.Message) : text);
        return new AlloraException(reason, transient, $"{operation}: {Meaning(reason, failure.Status, endpoint ?? "the endpoint")}{cause}", failure)
        {
            ChainError = chainError,
            Status = failure.StatusCode,
        };
    }

    public static AlloraException TimedOut(string operation, TimeSpan timeout, Exception cause) =>
        new(AlloraErrorReason.Timeout, isTransient: true, string.Create(CultureInfo.InvariantCulture, $"{operation}: no answer within {timeout.TotalSeconds:0.###} s"), cause)
        {
            Status = StatusCode.DeadlineExceeded,
        };

    /// <summary>Whether the node does not have the called service: a reliable sign of another schema.</summary>
    public static bool IsUnknownService(Status status) =>
        status.StatusCode == StatusCode.Unimplemented && status.Detail.StartsWith("unknown service ", StringComparison.Ordinal);

    // A text of the chain is more precise than its status; a gateway's status has none.
    private static AlloraErrorReason ReasonOf(Status status, string text)
    {
        var meaning = StatusTable.Of(status).Reason;
        if (meaning == AlloraErrorReason.WrongSchema || HttpStatuses.Find(status) is not null)
            return meaning;
        return ErrorTexts.ReasonOfPlain(text) is not AlloraErrorReason.Unknown and var reason ? reason : meaning;
    }

    // A node that returns these codes may be starting, stopping or overloaded; the request itself may be valid.
    private static bool MayPass(StatusCode status, AlloraErrorReason reason) =>
        reason == AlloraErrorReason.Unknown && status is StatusCode.Internal or StatusCode.Aborted or StatusCode.DataLoss;

    private static string Meaning(AlloraErrorReason reason, Status status, string endpoint) => reason switch
    {
        AlloraErrorReason.Transport => IsConnection(status.DebugException) ? $"cannot reach {endpoint}: " : $"the reply of {endpoint} cannot be read: ",
        AlloraErrorReason.Unavailable => $"{endpoint} cannot serve this: ",
        AlloraErrorReason.RateLimited => $"{endpoint} limits the rate of requests: ",
        AlloraErrorReason.AccessDenied => $"{endpoint} denied access: ",
        AlloraErrorReason.ReplyTooLarge => $"the reply of {endpoint} is too large, request less at once: ",
        _ => "",
    };

    // Anything else was thrown while a reply was read.
    private static bool IsConnection(Exception? cause) =>
        cause is null or HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException;
}
