using System.Buffers;
using System.Text.Json;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>JSON-RPC requests in POST bodies, alone or in batches.</summary>
internal sealed class PostFace(RpcDispatcher dispatcher)
{
    public async Task ServeAsync(HttpContext context, INode node)
    {
        var body = await RequestBody.ReadAsync(context).ConfigureAwait(false);
        if (body is null)
        {
            await WriteAsync(context, node, "", Error(400, RpcId.None, new RpcError(-32600, "Invalid Request", "error reading request body: http: request body too large"))).ConfigureAwait(false);
            return;
        }

        if (body.Length == 0)
        {
            await WriteAsync(context, node, "", EndpointList.Of(dispatcher, context)).ConfigureAwait(false);
            return;
        }

        var requests = RpcRequestReader.ReadBody(body, out _, out var error);
        if (error is not null)
        {
            await WriteAsync(context, node, "", Error(500, RpcId.None, RpcError.Parse("error unmarshaling request: " + error))).ConfigureAwait(false);
            return;
        }

        var method = requests.Count > 0 ? requests[0].Method : "";
        await HttpFaults.ServeAsync(context, node, FaultProtocol.Rpc, method, stop => AnswerAsync(requests, stop)).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, INode node, string method, HttpReply reply) =>
        HttpFaults.ServeAsync(context, node, FaultProtocol.Rpc, method, _ => ValueTask.FromResult(reply));

    private static HttpReply Error(int status, RpcId id, RpcError error) => HttpReply.Json(status, RpcEnvelope.Error(id, error));

    private async ValueTask<HttpReply> AnswerAsync(IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken)
    {
        List<byte[]> responses = [];
        var isCacheable = true;
        foreach (var request in requests)
        {
            if (request.Id.IsMissing)
                continue;
            if (dispatcher.Find(request.Method) is not { } method)
            {
                responses.Add(RpcEnvelope.Error(request.Id, RpcError.MethodNotFound));
                isCacheable = false;
                continue;
            }

            // A node's handler panics here, and the whole batch with it.
            if (request.Params.ValueKind == JsonValueKind.Undefined && method.Parameters.Count > 0)
                return Error(500, RpcId.Dummy, RpcError.Internal(RpcDispatcher.TooFewArguments));
            var (json, mayCache) = await CallAsync(method, request, cancellationToken).ConfigureAwait(false);
            responses.Add(json);
            isCacheable &= mayCache;
        }

        var reply = HttpReply.Json(200, Join(responses));
        return isCacheable && responses.Count > 0 ? Cacheable.Mark(reply) : reply;
    }

    private async ValueTask<(byte[] Json, bool MayCache)> CallAsync(RpcMethod method, RpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = request.Params.ValueKind == JsonValueKind.Undefined
                ? RpcArguments.None
                : RpcParameterReader.Read(method.Parameters, request.Params);
            var response = await dispatcher.CallAsync(method, request.Id, arguments, cancellationToken).ConfigureAwait(false);
            return (response.Json, method.IsCacheable(arguments));
        }
        catch (RpcParameterException refusal)
        {
            return (RpcEnvelope.Error(request.Id, RpcError.InvalidParams("error converting json params to arguments: " + refusal.Message)), false);
        }
    }

    // A batch of one is answered without brackets, as a node does.
    private static byte[] Join(List<byte[]> responses)
    {
        if (responses.Count <= 1)
            return responses.Count == 0 ? [] : responses[0];
        var joined = new ArrayBufferWriter<byte>();
        for (var i = 0; i < responses.Count; i++)
        {
            joined.Write(i == 0 ? "["u8 : ","u8);
            joined.Write(responses[i]);
        }

        joined.Write("]"u8);
        return joined.WrittenSpan.ToArray();
    }
}
