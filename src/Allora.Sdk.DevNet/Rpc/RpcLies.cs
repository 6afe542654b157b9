using System.Globalization;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Faults.Lies.Json;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc;

/// <summary>What the lies of a node make of an RPC response, by HTTP or over a WebSocket.</summary>
/// <param name="node">The node that serves it.</param>
/// <param name="methodsOf">The methods of a node, for answers of some blocks ago.</param>
internal sealed class RpcLies(INode node, Func<INode, IEnumerable<RpcMethod>> methodsOf)
{
    /// <summary>Returns the response to send.</summary>
    public async ValueTask<RpcResponse> ApplyAsync(string method, RpcId id, RpcArguments arguments, RpcResponse honest, CancellationToken cancellationToken)
    {
        var response = honest;
        foreach (var lie in node.Lies.For(FaultProtocol.Rpc, method))
        {
            var earlier = lie.Change == LieChange.Stale ? await EarlierAsync(lie, method, id, arguments, cancellationToken).ConfigureAwait(false) : null;
            if (Of(lie, id, response, earlier) is { } told && node.Lies.Claim(lie, FaultProtocol.Rpc, method, node.LatestHeight))
                response = told;
        }

        return response;
    }

    private static RpcResponse? Of(Lie lie, RpcId id, RpcResponse response, byte[]? earlier)
    {
        if (lie.Parsed.Place == LiePlace.Error)
        {
            var code = int.Parse(lie.Parsed.Name, CultureInfo.InvariantCulture);
            return new RpcResponse(RpcEnvelope.Error(id, new RpcError(code, "Internal error", lie.NextValue)), true);
        }

        return lie.Parsed.Place != LiePlace.Header && JsonLies.Apply(lie, response.Json, () => earlier) is { } told ? response with { Json = told } : null;
    }

    private async ValueTask<byte[]?> EarlierAsync(Lie lie, string method, RpcId id, RpcArguments arguments, CancellationToken cancellationToken)
    {
        if (method.StartsWith("broadcast", StringComparison.Ordinal))
            return null;
        var past = new RpcDispatcher(methodsOf(new EarlierNode(node, lie.Ago)));
        if (past.Find(method) is not { } found)
            return null;
        var response = await past.CallAsync(found, id, arguments, cancellationToken).ConfigureAwait(false);
        return response.IsError ? null : response.Json;
    }
}
