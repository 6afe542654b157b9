using Allora.Sdk.DevNet.Faults;

namespace Allora.Sdk.DevNet;

/// <summary>A chain in a box on loopback sockets: gRPC, CometBFT RPC and REST. Dispose it to end it.</summary>
public sealed class DevNet : IAsyncDisposable
{
    private readonly IReadOnlyList<DevNetNode> _nodes;

    internal DevNet(IReadOnlyList<DevNetNode> nodes) => _nodes = nodes;

    /// <summary>The nodes that share the chain.</summary>
    public IReadOnlyList<DevNetNode> Nodes => _nodes;

    /// <summary>The first node's gRPC address (h2c).</summary>
    public Uri Grpc => _nodes[0].Grpc;

    /// <summary>The first node's CometBFT RPC address; events are at /websocket.</summary>
    public Uri Rpc => _nodes[0].Rpc;

    /// <summary>The first node's REST address.</summary>
    public Uri Rest => _nodes[0].Rest;

    /// <summary>The first node's faults.</summary>
    public DevNetFaults Faults => _nodes[0].Faults;

    /// <summary>Starts a chain and its nodes; they listen when this returns.</summary>
    public static Task<DevNet> StartAsync(DevNetOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync().ConfigureAwait(false);
    }
}
