using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Methods;
using Allora.Sdk.DevNet.Rpc.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>The RPC port of one node: JSON-RPC by POST, methods by GET, events at /websocket.</summary>
internal sealed class RpcServer : IDisposable
{
    private readonly INode _node;
    private readonly SocketHub _sockets;
    private readonly PostFace _post;
    private readonly UriFace _uri;

    public RpcServer(INode node)
    {
        _node = node;
        var dispatcher = new RpcDispatcher(MethodsOf(node), node.Options.Logger(), new RpcLies(node, MethodsOf).ApplyAsync);
        _sockets = new SocketHub(node, dispatcher);
        _post = new PostFace(dispatcher);
        _uri = new UriFace(dispatcher);
    }

    public async Task ServeAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "/").Trim('/');
        if (path == "websocket")
            await _sockets.ServeAsync(context).ConfigureAwait(false);
        else if (path.Length > 0)
            await _uri.ServeAsync(context, path, _node).ConfigureAwait(false);
        else
            await _post.ServeAsync(context, _node).ConfigureAwait(false);
    }

    public void Dispose() => _sockets.Dispose();

    private static IEnumerable<RpcMethod> MethodsOf(INode node) =>
    [
        .. InfoMethods.Of(node), .. BlockMethods.Of(node), .. SearchMethods.Of(node), .. MempoolMethods.Of(node), .. AbciQuery.Of(node),
    ];
}
