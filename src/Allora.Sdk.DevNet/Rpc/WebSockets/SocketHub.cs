using System.Collections.Immutable;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Http;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.Events;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>The WebSockets of one node: hands each block to them right after its commit.</summary>
internal sealed class SocketHub : IDisposable
{
    /// <summary>How many unread frames of one subscription a node keeps: its own buffer and the connection's.</summary>
    public const int DefaultCapacity = 300;

    private readonly INode _node;
    private readonly RpcDispatcher _dispatcher;
    private readonly int _capacity;
    private readonly IDisposable _blocks;
    private ImmutableArray<RpcSocket> _sockets = [];

    public SocketHub(INode node, RpcDispatcher dispatcher, int capacity = DefaultCapacity)
    {
        _node = node;
        _dispatcher = dispatcher;
        _capacity = capacity;
        _blocks = node.OnBlock(Publish);
    }

    /// <summary>Upgrades a request and serves the client until it leaves.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var faults = _node.Faults.Take(FaultProtocol.WebSocket, "/websocket", FaultScope.OfHandshakes);
        if ((await HttpFaults.BeforeAsync(context, _node, faults).ConfigureAwait(false)).IsAnswered)
            return;
        var stream = await Handshake.UpgradeAsync(context).ConfigureAwait(false);
        if (stream is null)
            return;
        using var socket = new RpcSocket(stream, _node, _dispatcher, _capacity, context.RequestAborted);
        ImmutableInterlocked.Update(ref _sockets, static (list, added) => list.Add(added), socket);
        try
        {
            await socket.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            ImmutableInterlocked.Update(ref _sockets, static (list, gone) => list.Remove(gone), socket);
        }
    }

    public void Dispose() => _blocks.Dispose();

    private void Publish(CommittedBlock block)
    {
        var sockets = _sockets;
        if (sockets.IsEmpty)
            return;
        var opensWindows = OpensWindows(block) ? block : null;
        var ofBlock = BlockPublications.OfBlock(block);
        foreach (var socket in sockets)
            socket.Publish(ofBlock, opensWindows);
        if (block.Transactions.Count == 0)
            return;
        var ofTransactions = BlockPublications.OfTransactions(block);
        foreach (var socket in sockets)
            socket.Publish(ofTransactions, null);
    }

    private static bool OpensWindows(CommittedBlock block)
    {
        foreach (var item in block.BlockEvents)
        {
            if (item.Type.EndsWith(".EventWorkerSubmissionWindowOpened", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
