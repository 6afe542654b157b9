using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Engine;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Hosting;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet;

/// <summary>One node of a DevNet, with its own sockets, lag and faults.</summary>
public sealed class DevNetNode : IAsyncDisposable
{
    private readonly ChainNode _node;
    private readonly DevNetPorts _ports;
    private readonly ChainEngine _engine;
    private readonly ChainJournal _journal;
    private NodeHost? _host;

    private DevNetNode(ChainEngine engine, ChainNode node, NodeHost host, ChainJournal journal, int index)
    {
        _engine = engine;
        _journal = journal;
        Index = index;
        _node = node;
        _host = host;
        _ports = host.Ports;
    }

    /// <summary>Its place among the DevNet's nodes, from 0.</summary>
    public int Index { get; }

    /// <summary>Whether its sockets are open.</summary>
    public bool IsUp => Volatile.Read(ref _host) is not null;

    /// <summary>The gRPC address (h2c).</summary>
    public Uri Grpc => Address(_ports.Grpc);

    /// <summary>The CometBFT RPC address.</summary>
    public Uri Rpc => Address(_ports.Rpc);

    /// <summary>The REST address.</summary>
    public Uri Rest => Address(_ports.Rest);

    /// <summary>What goes wrong on this node.</summary>
    public DevNetFaults Faults => _node.Faults;

    /// <summary>What this node lies about.</summary>
    public DevNetLies Lies => _node.Lies;

    /// <summary>How many blocks this node is behind. Lowering it shows what was held back, block by block.</summary>
    public int Lag
    {
        get => _node.Lag;
        set => _node.Lag = value;
    }

    /// <summary>Whether transactions and blocks can be looked up by hash and searched. The start is <see cref="DevNetOptions.TransactionIndex"/>.</summary>
    public bool TransactionIndex
    {
        get => _node.HasIndex;
        set => _node.HasIndex = value;
    }

    /// <summary>Whether the results of blocks are served. The start is <see cref="DevNetOptions.BlockResults"/>.</summary>
    public bool BlockResults
    {
        get => _node.HasResults;
        set => _node.HasResults = value;
    }

    /// <summary>How long after the block this node has it. The start is <see cref="DevNetOptions.CommitDelays"/>.</summary>
    public TimeSpan CommitDelay
    {
        get => _node.CommitDelay;
        set => _node.CommitDelay = value;
    }

    /// <summary>What the node says when it is asked whether it is catching up.</summary>
    public bool IsCatchingUp
    {
        get => _node.IsCatchingUp;
        set => _node.IsCatchingUp = value;
    }

    internal INode Node => _node;

    /// <summary>Takes the node off the network: its sockets close, its addresses stay its own.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _host, null) is not { } host)
            return;
        _journal.Write("node_down", writer => writer.WriteNumber("node", Index));
        _engine.Count(static counts => counts with { NodesDown = counts.NodesDown + 1 });
        await host.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Brings a stopped node back on the same addresses.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsUp)
            return;
        _host = await NodeHost.StartAsync(_node, _ports, cancellationToken).ConfigureAwait(false);
        _journal.Write("node_up", writer => writer.WriteNumber("node", Index));
    }

    internal void Rewind(long height) => _node.Rewind(height);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _node.Dispose();
    }

    internal static async Task<DevNetNode> StartAsync(
        ChainEngine engine, NodeIdentity identity, DevNetOptions options, Stamps stamps, ChainJournal journal, int index, CancellationToken cancellationToken)
    {
        var key = new ValidatorKey(options.Genesis.ChainId, options.Genesis.Seed, $"node{index}");
        var node = new ChainNode(
            engine,
            identity with { NodeId = Convert.ToHexStringLower(key.Address), Moniker = index == 0 ? "devnet" : $"devnet{index}" },
            options,
            stamps,
            journal,
            index);
        foreach (var fault in options.Faults)
            node.Faults.Add(fault);
        foreach (var lie in options.Lies)
            node.Lies.Add(lie);
        node.Lag = options.Lags.ElementAtOrDefault(index);
        var host = await NodeHost.StartAsync(node, index == 0 ? options.Ports : new DevNetPorts(), cancellationToken).ConfigureAwait(false);
        node.Identity = node.Identity with { RpcAddress = $"tcp://127.0.0.1:{host.Rpc.Port}" };
        return new DevNetNode(engine, node, host, journal, index);
    }

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}");
}
