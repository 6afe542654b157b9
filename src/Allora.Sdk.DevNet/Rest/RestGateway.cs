using System.Globalization;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.Json;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Answers REST requests from the same handlers as gRPC.</summary>
internal sealed class RestGateway(INode node)
{
    private const string HeightHeader = "x-cosmos-block-height";

    public async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var route = RouteTable.Of(node.Router).Find(context.Request.Method, path, out var parameters, out var isKnownPath);
        var body = route is { HasBody: true } ? await RequestBody.ReadAsync(context).ConfigureAwait(false) : [];
        await HttpFaults.ServeAsync(
            context,
            node,
            FaultProtocol.Rest,
            route?.FullMethod ?? path,
            _ => ValueTask.FromResult(Stamp(route is null ? Missing(isKnownPath) : Answer(context, route, parameters, body ?? [])))).ConfigureAwait(false);
    }

    private static HttpReply Missing(bool isKnownPath) =>
        Error(StatusCode.Unimplemented, isKnownPath ? "Method Not Allowed" : "Not Implemented");

    private static HttpReply Error(StatusCode code, string message) => HttpReply.Json(RestStatus.Http(code), RestStatus.Body(code, message));

    private HttpReply Answer(HttpContext context, Route route, List<KeyValuePair<string, string>> parameters, byte[] body)
    {
        byte[] request;
        long? height;
        try
        {
            request = RequestReader.Read(route, parameters, context.Request.Query, body).ToByteArray();
            height = Height(context);
        }
        catch (FormatException refusal)
        {
            return Error(StatusCode.InvalidArgument, refusal.Message);
        }

        var result = node.Query(route.FullMethod, request, height);
        var reply = result.IsOk ? Format(route, result.Value) : Error(result.Status, result.Message);

        // The API server answers broadcasts itself: those replies carry nothing of gRPC.
        var honest = route.Method.Name == "BroadcastTx" ? reply : WithMetadata(reply, result.Height);
        return node.Lies.IsEmpty ? honest : RestLies.Apply(honest, node, route.FullMethod, ago => Earlier(route, request, result, ago));
    }

    private byte[]? Earlier(Route route, byte[] request, QueryResult result, int ago) =>
        result.ShowsHeight && node.Query(route.FullMethod, request, result.Height - ago) is { IsOk: true } past ? Format(route, past.Value).Body : null;

    private static HttpReply Format(Route route, byte[] value)
    {
        try
        {
            var message = WireText.Read(route.Method.OutputType, value);
            return HttpReply.Json(200, GoJson.Build(message, static (m, writer) => GatewayJson.Write(writer, m)));
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or InvalidProtocolBufferException)
        {
            // As a node's gateway, which cannot write types that it does not know either.
            return Error(StatusCode.Internal, "failed to marshal response: " + refusal.Message);
        }
    }

    private static HttpReply WithMetadata(HttpReply reply, long height) => reply with
    {
        Headers =
        [
            new("Grpc-Metadata-Content-Type", "application/grpc+cosmos-sdk-grpc-codec"),
            new("Grpc-Metadata-X-Cosmos-Block-Height", height.ToString(CultureInfo.InvariantCulture)),
        ],
    };

    private static long? Height(HttpContext context)
    {
        if (context.Request.Headers[HeightHeader] is not [{ Length: > 0 } text, ..])
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var height))
            throw new FormatException($"Baseapp.RegisterGRPCServer: invalid height header \"{HeightHeader}\": strconv.ParseInt: parsing {GoQuote.Text(text)}: invalid syntax");
        return height == 0 ? null : height;
    }

    private HttpReply Stamp(HttpReply reply) => reply with
    {
        Headers = [.. reply.Headers, new("X-Server-Time", node.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))],
    };
}
