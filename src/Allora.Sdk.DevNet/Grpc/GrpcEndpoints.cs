using System.Buffers;
using System.Globalization;
using System.Text;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>
/// Unary gRPC straight on HTTP/2: the router's table can change while clients are connected, and faults can send any bytes.
/// </summary>
internal static class GrpcEndpoints
{
    private const string HeightHeader = "x-cosmos-block-height";

    public static void Map(IApplicationBuilder app, INode node) => app.Run(context =>
        GrpcReflection.IsReflection(context.Request.Path.Value) ? GrpcReflection.ServeAsync(context, node) : HandleAsync(context, node));

    private static async Task HandleAsync(HttpContext context, INode node)
    {
        var method = context.Request.Path.Value ?? "";
        var response = context.Response;
        response.ContentType = "application/grpc";
        var frame = await GrpcFrame.ReadAsync(context.Request.Body, context.Request.Headers["grpc-encoding"].ToString(), context.RequestAborted).ConfigureAwait(false);
        var received = context.Features.GetRequiredFeature<ArrivalClock>().Latest;
        if (frame is not { Refusal: null, Message: var request })
        {
            End(response, frame?.Refusal?.Status ?? StatusCode.Internal, frame?.Refusal?.Message ?? "grpc: error unmarshalling request: unexpected EOF");
            return;
        }

        var faults = node.Faults.Take(FaultProtocol.Grpc, method, fault => FaultScope.OfGrpcCalls(fault, method));
        try
        {
            var result = await GrpcFaults.BeforeAsync(context, node, faults).ConfigureAwait(false)
                ?? Answer(node, method, request, context.Request.Headers[HeightHeader].ToString(), received);
            if (result.IsOk)
                response.Headers[HeightHeader] = result.Height.ToString(CultureInfo.InvariantCulture);
            if (!node.Lies.IsEmpty)
                result = GrpcLies.Apply(response, node, method, request, result);
            await SendAsync(context, result, faults).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client gave up waiting.
        }
    }

    private static async Task SendAsync(HttpContext context, QueryResult result, IReadOnlyList<Fault> faults)
    {
        var response = context.Response;
        if (faults.Any(static fault => fault.Kind == FaultKind.LostAnswer))
        {
            context.Abort();
            return;
        }

        if (!result.IsOk)
        {
            End(response, result.Status, result.Message);
            return;
        }

        var value = faults.Any(static fault => fault.Kind == FaultKind.Garbage) ? GrpcFaults.Garbage
            : faults.Any(static fault => fault.Kind == FaultKind.WrongScore) ? GrpcFaults.WithWrongScore(result.Value)
            : result.Value;
        var isBomb = faults.Any(static fault => fault.Kind == FaultKind.GzipBomb);
        if (isBomb)
            response.Headers["grpc-encoding"] = "gzip";
        var frame = isBomb ? GrpcFrame.Write(GzipBomb.Bytes, isCompressed: true) : GrpcFrame.Write(value);
        if (faults.Any(static fault => fault.Kind == FaultKind.Truncated))
        {
            await response.Body.WriteAsync(frame.AsMemory(..(frame.Length - 1)), context.RequestAborted).ConfigureAwait(false);
            await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            context.Abort();
            return;
        }

        response.BodyWriter.Write(frame);
        await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        response.AppendTrailer("grpc-status", "0");
    }

    private static QueryResult Answer(INode node, string method, byte[] request, string heightText, long received)
    {
        long? height = null;
        if (heightText.Length != 0)
        {
            if (!long.TryParse(heightText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked))
            {
                return QueryResult.Failed(
                    StatusCode.Unknown,
                    $"codespace sdk code 18: invalid request: Baseapp.RegisterGRPCServer: invalid height header \"{HeightHeader}\": strconv.ParseInt: parsing \"{heightText}\": invalid syntax",
                    node.LatestHeight,
                    "sdk",
                    18);
            }

            height = asked;
        }

        return node.Query(method, request, height, received);
    }

    /// <summary>A refusal is a reply of headers alone, as a real node sends it.</summary>
    private static void End(HttpResponse response, StatusCode status, string message)
    {
        response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = PercentEncode(message);
    }

    private static string PercentEncode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (var b in Encoding.UTF8.GetBytes(message))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
