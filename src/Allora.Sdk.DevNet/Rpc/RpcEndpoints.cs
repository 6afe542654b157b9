using Allora.Sdk.DevNet.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>CometBFT's JSON-RPC and WebSocket on a node.</summary>
internal static class RpcEndpoints
{
    public static void Map(IApplicationBuilder app, INode node)
    {
        var server = new RpcServer(node);
        app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(server.Dispose);
        app.Run(server.ServeAsync);
    }
}
