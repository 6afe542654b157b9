using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>Methods called by their path, with parameters in the query: /block?height=5.</summary>
internal sealed class UriFace(RpcDispatcher dispatcher)
{
    private static readonly string[] SocketMethods = ["subscribe", "unsubscribe", "unsubscribe_all"];

    public Task ServeAsync(HttpContext context, string path, INode node) =>
        HttpFaults.ServeAsync(context, node, FaultProtocol.Rpc, path, stop => AnswerAsync(context, path, stop));

    private async ValueTask<HttpReply> AnswerAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        if (dispatcher.Find(path) is not { } method)
            return SocketMethods.Contains(path) ? Error(404, RpcError.MethodNotFound) : HttpReply.Text(404, "404 page not found\n");
        try
        {
            var arguments = RpcUriReader.Read(method.Parameters, context.Request.Query);
            var response = await dispatcher.CallAsync(method, RpcId.Dummy, arguments, cancellationToken).ConfigureAwait(false);
            var reply = HttpReply.Json(response.IsError ? 500 : 200, response.Json);
            return !response.IsError && method.IsCacheable(arguments) ? Cacheable.Mark(reply) : reply;
        }
        catch (RpcParameterException refusal)
        {
            return Error(500, RpcError.InvalidParams("error converting http params to arguments: " + refusal.Message));
        }
    }

    private static HttpReply Error(int status, RpcError error) => HttpReply.Json(status, RpcEnvelope.Error(RpcId.Dummy, error));
}
