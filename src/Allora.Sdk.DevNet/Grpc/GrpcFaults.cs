using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>What goes wrong with a call before and after it is answered.</summary>
internal static class GrpcFaults
{
    /// <summary>Garbage that no protobuf message starts with: field number 0.</summary>
    public static readonly byte[] Garbage = [0x07, 0xFF, 0xFF, 0xFF, 0x07];

    /// <summary>Waits, or gives the refusal that the fault asks for; null lets the call go on.</summary>
    public static async Task<QueryResult?> BeforeAsync(HttpContext context, INode node, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            switch (fault.Kind)
            {
                case FaultKind.Latency:
                    await Task.Delay(fault.Delay, node.Time, context.RequestAborted).ConfigureAwait(false);
                    break;
                case FaultKind.HalfOpen:
                    await Task.Delay(Timeout.InfiniteTimeSpan, node.Time, context.RequestAborted).ConfigureAwait(false);
                    break;
                case FaultKind.Unavailable:
                    return Refused(node, StatusCode.Unavailable, "DevNet: unavailable on demand");
                case FaultKind.ResourceExhausted:
                    context.Response.Headers["retry-after"] = ((int)fault.Delay.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                    return Refused(node, StatusCode.ResourceExhausted, "DevNet: too many requests, on demand");
                case FaultKind.DeadlineExceeded:
                    return Refused(node, StatusCode.DeadlineExceeded, "DevNet: deadline exceeded on demand");
                default:
                    break;
            }
        }

        return null;
    }

    private static QueryResult Refused(INode node, StatusCode status, string message) =>
        QueryResult.Failed(status, message, node.LatestHeight);
}
