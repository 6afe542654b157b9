using Allora.Sdk.DevNet.Chain;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Hosting;

namespace Allora.Sdk.DevNet;

/// <summary>One node of a DevNet, with its own sockets, lag and faults.</summary>
public sealed class DevNetNode : IAsyncDisposable
{
    private readonly INode _node;
    private NodeHost _host;

    internal DevNetNode(INode node, NodeHost host)
    {
        _node = node;
        _host = host;
    }

    /// <summary>The gRPC address (h2c).</summary>
    public Uri Grpc => _host.Grpc;

    /// <summary>The CometBFT RPC address.</summary>
    public Uri Rpc => _host.Rpc;

    /// <summary>The REST address.</summary>
    public Uri Rest => _host.Rest;

    /// <summary>What goes wrong on this node.</summary>
    public DevNetFaults Faults => _node.Faults;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
