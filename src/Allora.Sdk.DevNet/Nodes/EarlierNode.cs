using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>A node as it was some blocks ago, for stale answers. What its mempool holds is of now.</summary>
internal sealed class EarlierNode(INode node, int ago) : INode
{
    public string ChainId => node.ChainId;

    public NodeIdentity Identity => node.Identity;

    public DevNetOptions Options => node.Options;

    public TimeProvider Time => node.Time;

    public DevNetFaults Faults => node.Faults;

    public DevNetLies Lies => node.Lies;

    public string Version => node.Version;

    public long LatestHeight => node.LatestHeight - ago;

    public long EarliestHeight => node.EarliestHeight;

    public bool IsCatchingUp => node.IsCatchingUp;

    public bool HasIndex => node.HasIndex;

    public bool HasResults => node.HasResults;

    public QueryRouter Router => node.Router;

    public CommittedBlock? GetBlock(long height) => height <= LatestHeight ? node.GetBlock(height) : null;

    public Task<CheckTxResult> BroadcastAsync(byte[] transaction, CancellationToken cancellationToken) => throw NoPast();

    public CheckTxResult Broadcast(byte[] transaction, long received) => throw NoPast();

    public (TxResult Result, ChainException? Refusal) Simulate(byte[] transaction) => throw NoPast();

    public IReadOnlyList<byte[]> UnconfirmedTransactions(int limit, out int total, out long totalBytes) =>
        node.UnconfirmedTransactions(limit, out total, out totalBytes);

    public CommittedTx? FindTransaction(string hash) =>
        node.FindTransaction(hash) is { } found && found.Height <= LatestHeight ? found : null;

    public IEnumerable<CommittedTx> Transactions() => node.Transactions().Where(tx => tx.Height <= LatestHeight);

    public IDisposable OnBlock(Action<CommittedBlock> handler) => throw NoPast();

    public QueryResult Query(string fullMethod, ReadOnlyMemory<byte> request, long? height, long? received = null) =>
        node.Query(fullMethod, request, height is null or 0 ? LatestHeight : height - ago, received);

    public void WindowFrameSent(CommittedBlock block) => throw NoPast();

    private static NotSupportedException NoPast() => new("broadcasts, simulations and events have no earlier answer");
}
