using System.Globalization;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Http;

/// <summary>Answers HTTP requests of RPC and REST, spoiled by the faults that a test asked for.</summary>
internal static class HttpFaults
{
    public static async Task ServeAsync(
        HttpContext context, INode node, FaultProtocol protocol, string method, Func<CancellationToken, ValueTask<HttpReply>> answer)
    {
        var (isAnswered, ending) = await BeforeAsync(context, node, node.Faults.Take(protocol, method)).ConfigureAwait(false);
        if (!isAnswered)
            await FinishAsync(context, await answer(context.RequestAborted).ConfigureAwait(false), ending).ConfigureAwait(false);
    }

    /// <summary>Waits or refuses as the faults want, and says how the answer is to be spoiled.</summary>
    public static async Task<(bool IsAnswered, FaultKind Ending)> BeforeAsync(HttpContext context, INode node, IReadOnlyList<Fault> faults)
    {
        var ending = FaultKind.Latency;
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
                    await WriteAsync(context, HttpReply.Text(503, "Service Unavailable\n")).ConfigureAwait(false);
                    return (true, ending);
                case FaultKind.DeadlineExceeded:
                    await WriteAsync(context, HttpReply.Text(504, "Gateway Timeout\n")).ConfigureAwait(false);
                    return (true, ending);
                case FaultKind.ResourceExhausted:
                    await WriteAsync(context, TooMany(fault.Delay)).ConfigureAwait(false);
                    return (true, ending);
                case FaultKind.Garbage or FaultKind.Truncated or FaultKind.LostAnswer or FaultKind.GzipBomb:
                    ending = fault.Kind;
                    break;
            }
        }

        return (false, ending);
    }

    private static async Task FinishAsync(HttpContext context, HttpReply reply, FaultKind ending)
    {
        switch (ending)
        {
            case FaultKind.LostAnswer:
                context.Abort();
                break;
            case FaultKind.Garbage:
                await WriteAsync(context, reply with { Body = "\u0001\u0002{\"no\":json"u8.ToArray() }).ConfigureAwait(false);
                break;
            case FaultKind.GzipBomb:
                await WriteAsync(context, reply with { Body = GzipBomb.Bytes, Headers = [.. reply.Headers, new("Content-Encoding", "gzip")] }).ConfigureAwait(false);
                break;
            case FaultKind.Truncated:
                context.Response.StatusCode = reply.Status;
                context.Response.ContentType = reply.ContentType;
                context.Response.ContentLength = reply.Body.Length;
                await context.Response.Body.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2), context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                context.Abort();
                break;
            default:
                await WriteAsync(context, reply).ConfigureAwait(false);
                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, HttpReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static HttpReply TooMany(TimeSpan delay) => HttpReply.Text(429, "Too Many Requests\n") with
    {
        Headers = [new("Retry-After", Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
    };
}
