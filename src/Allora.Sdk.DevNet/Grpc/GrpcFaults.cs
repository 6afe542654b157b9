using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

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

    /// <summary>The answer with its first score higher by 1. The three queries of scores answer with the same fields in both versions.</summary>
    public static byte[] WithWrongScore(byte[] answer)
    {
        var reply = GetWorkerInferenceScoresAtBlockResponse.Parser.ParseFrom(answer);
        if (reply.Scores?.Scores_.FirstOrDefault() is { } score)
            score.Score_ = (Dec.Parse(score.Score_) + Dec.One).ToWireString();
        return reply.ToByteArray();
    }

    private static QueryResult Refused(INode node, StatusCode status, string message) =>
        QueryResult.Failed(status, message, node.LatestHeight);
}
