using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Allora.Sdk.DevNet.Chain;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>
/// Unary gRPC straight on HTTP/2: the router's table can change while clients are connected, and faults can send any bytes.
/// </summary>
internal static class GrpcEndpoints
{
    private const string HeightHeader = "x-cosmos-block-height";
    private const int FrameHeader = 5;

    public static void Map(IApplicationBuilder app, INode node) => app.Run(context => HandleAsync(context, node));

    private static async Task HandleAsync(HttpContext context, INode node)
    {
        var method = context.Request.Path.Value ?? "";
        var response = context.Response;
        response.ContentType = "application/grpc";
        var request = await ReadFrameAsync(context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        if (request is null)
        {
            End(response, StatusCode.Internal, "grpc: error unmarshalling request: unexpected EOF");
            return;
        }

        var result = Answer(node, method, request, context.Request.Headers[HeightHeader].ToString());
        if (!result.IsOk)
        {
            End(response, result.Status, result.Message);
            return;
        }

        if (result.ShowsHeight)
            response.Headers[HeightHeader] = result.Height.ToString(CultureInfo.InvariantCulture);
        response.DeclareTrailer("grpc-status");
        WriteFrame(response.BodyWriter, result.Value);
        await response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        response.AppendTrailer("grpc-status", "0");
    }

    private static QueryResult Answer(INode node, string method, byte[] request, string heightText)
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

        return node.Query(method, request, height);
    }

    private static async Task<byte[]?> ReadFrameAsync(Stream body, CancellationToken cancellationToken)
    {
        var header = new byte[FrameHeader];
        try
        {
            await body.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
            var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
            await body.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
            return message;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static void WriteFrame(PipeWriter writer, byte[] message)
    {
        var span = writer.GetSpan(FrameHeader);
        span[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)message.Length);
        writer.Advance(FrameHeader);
        writer.Write(message);
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
