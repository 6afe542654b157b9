using Allora.Sdk.DevNet.Chain;
using Microsoft.AspNetCore.Builder;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>CometBFT's JSON-RPC and WebSocket on a node.</summary>
internal static class RpcEndpoints
{
    public static void Map(IApplicationBuilder app, INode node)
    {
        _ = app;
        _ = node;
    }
}
