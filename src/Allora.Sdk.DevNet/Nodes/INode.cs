using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>One node's view of the chain. Several nodes can share one chain; lag and faults act per node.</summary>
internal interface INode
{
    public string ChainId { get; }

    public NodeIdentity Identity { get; }

    public DevNetOptions Options { get; }

    public TimeProvider Time { get; }

    public DevNetFaults Faults { get; }

    public DevNetLies Lies { get; }

    /// <summary>The release of the chain that it runs.</summary>
    public string Version { get; }

    /// <summary>The newest height this node admits to know: its lag is taken off.</summary>
    public long LatestHeight { get; }

    public long EarliestHeight { get; }

    public bool IsCatchingUp { get; }

    /// <summary>Whether transactions and blocks can be looked up and searched.</summary>
    public bool HasIndex { get; }

    /// <summary>Whether the results of blocks are kept.</summary>
    public bool HasResults { get; }

    public CommittedBlock? GetBlock(long height);

    /// <summary>CheckTx and, when it passes, the mempool.</summary>
    public Task<CheckTxResult> BroadcastAsync(byte[] transaction, CancellationToken cancellationToken);

    /// <summary>The same without waiting: the mempool is in this process. The stamp tells when the request was there.</summary>
    public CheckTxResult Broadcast(byte[] transaction, long received);

    /// <summary>Runs the transaction on a fork of what the mempool sees.</summary>
    public (TxResult Result, ChainException? Refusal) Simulate(byte[] transaction);

    public IReadOnlyList<byte[]> UnconfirmedTransactions(int limit, out int total, out long totalBytes);

    public CommittedTx? FindTransaction(string hash);

    /// <summary>Every indexed transaction, oldest first.</summary>
    public IEnumerable<CommittedTx> Transactions();

    /// <summary>Called in order, right after each commit that this node sees. Handlers must not block.</summary>
    public IDisposable OnBlock(Action<CommittedBlock> handler);

    /// <summary>The methods that this node serves at its latest height: they change with the schema.</summary>
    public QueryRouter Router { get; }

    /// <summary>What gRPC, REST and abci_query share. A null height is the latest; without the moment of the request's arrival it is now.</summary>
    public QueryResult Query(string fullMethod, ReadOnlyMemory<byte> request, long? height, long? received = null);

    /// <summary>To be called right after a frame that opens windows went out, for the stamps.</summary>
    public void WindowFrameSent(CommittedBlock block);
}
