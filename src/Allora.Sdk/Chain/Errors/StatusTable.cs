using System.Net;
using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>The meaning of a failed call's status for the caller and for the endpoint's health.</summary>
internal readonly record struct StatusMeaning(AlloraErrorReason Reason, CallVerdict Verdict);

/// <summary>The one table of gRPC and HTTP statuses. Texts of the chain that are more precise than a status are in <see cref="ErrorTexts"/>.</summary>
internal static class StatusTable
{
    public static StatusMeaning Of(Status status)
    {
        if (HttpStatuses.Find(status) is { } http)
            return OfHttp(http);
        // An exception of this process: the reply did not arrive, or could not be read.
        var isLocal = status.DebugException is not null;
        var verdict = isLocal ? CallVerdict.Broken : CallVerdict.Answered;
        return status.StatusCode switch
        {
            // No other endpoint has a smaller reply.
            StatusCode.ResourceExhausted when ErrorTexts.IsTooLarge(status.Detail) => new(AlloraErrorReason.ReplyTooLarge, CallVerdict.Answered),
            StatusCode.ResourceExhausted => new(AlloraErrorReason.RateLimited, CallVerdict.Busy),
            StatusCode.DeadlineExceeded => new(AlloraErrorReason.Timeout, CallVerdict.Broken),
            // Modules never use these: a gateway wants another key.
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => new(AlloraErrorReason.AccessDenied, CallVerdict.Broken),
            StatusCode.Unavailable or StatusCode.Cancelled => new(isLocal ? AlloraErrorReason.Transport : AlloraErrorReason.Unavailable, CallVerdict.Broken),
            StatusCode.DataLoss => new(isLocal ? AlloraErrorReason.Transport : AlloraErrorReason.Unknown, CallVerdict.Broken),
            StatusCode.NotFound => new(AlloraErrorReason.NotFound, verdict),
            StatusCode.InvalidArgument or StatusCode.OutOfRange => new(AlloraErrorReason.InvalidRequest, verdict),
            StatusCode.Unimplemented => new(
                status.Detail.StartsWith("unknown ", StringComparison.Ordinal) ? AlloraErrorReason.WrongSchema : AlloraErrorReason.Unavailable, verdict),
            _ => new(isLocal ? AlloraErrorReason.Transport : AlloraErrorReason.Unknown, verdict),
        };
    }

    private static StatusMeaning OfHttp(HttpStatusCode http) => http switch
    {
        HttpStatusCode.TooManyRequests => new(AlloraErrorReason.RateLimited, CallVerdict.Busy),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(AlloraErrorReason.AccessDenied, CallVerdict.Broken),
        _ => new(AlloraErrorReason.Unavailable, CallVerdict.Broken),
    };
}
