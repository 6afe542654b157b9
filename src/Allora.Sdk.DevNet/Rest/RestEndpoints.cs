using Allora.Sdk.DevNet.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>The REST gateway of a node.</summary>
internal static class RestEndpoints
{
    public static void Map(IApplicationBuilder app, INode node) => app.Run(new RestGateway(node).ServeAsync);
}
