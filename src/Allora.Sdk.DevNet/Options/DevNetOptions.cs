using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.DevNet.Options;

/// <summary>How a DevNet is started. The chain itself is described by <see cref="Genesis"/>.</summary>
public sealed record DevNetOptions
{
    /// <summary>The chain at its first block. Default: <see cref="DevNetGenesis.Default"/>.</summary>
    public DevNetGenesis Genesis { get; init; } = DevNetGenesis.Default;

    /// <summary>Where the first node listens; further nodes take free ports. Default: any free ports.</summary>
    public DevNetPorts Ports { get; init; } = new();

    /// <summary>How many nodes share the chain. Default 1.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>True makes a block only when AlloraDevNet.StepAsync is called. Default false: every <see cref="DevNetGenesis.BlockInterval"/>.</summary>
    public bool StepByHand { get; init; }

    /// <summary>Clock and timers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>For how many blocks old states answer queries. Default 1000.</summary>
    public int HistoryLength { get; init; } = 1000;

    /// <summary>How many blocks are kept with their transactions; older ones are refused as by a pruning node. Default 10000.</summary>
    public int BlockHistoryLength { get; init; } = 10_000;

    /// <summary>
    /// How many transactions are kept and indexed, each with its events some 10 kB: the oldest blocks go before there are more. Default 50000.
    /// </summary>
    public int TransactionHistoryLength { get; init; } = 50_000;

    /// <summary>How many of <see cref="AlloraDevNet.Stamps"/> are kept. Default 20000.</summary>
    public int StampHistoryLength { get; init; } = 20_000;

    /// <summary>How many transactions the mempool holds. Default 5000.</summary>
    public int MempoolSize { get; init; } = 5000;

    /// <summary>The largest transaction that the mempool takes, in bytes. Default 1 MiB.</summary>
    public int MaxTransactionBytes { get; init; } = 1024 * 1024;

    /// <summary>How long after a block's events its transactions can be looked up, as with a real node's indexer. Default 0.</summary>
    public TimeSpan IndexerDelay { get; init; }

    /// <summary>
    /// By how many blocks the index of transactions is behind: a transaction is in a block before it can be looked up. Default 0.
    /// </summary>
    public long IndexLag { get; init; }

    /// <summary>
    /// Whether nodes index transactions and blocks. Without it they refuse look-ups by hash and searches, as nodes with
    /// <c>indexer = "null"</c> do; blocks, their results and events are served all the same. Default true.
    /// </summary>
    public bool TransactionIndex { get; init; } = true;

    /// <summary>Whether nodes keep the results of blocks; without them <c>block_results</c> is refused. Default true.</summary>
    public bool BlockResults { get; init; } = true;

    /// <summary>
    /// How long after the block each node has it, in the nodes' order; nodes without a delay have it at once. Null is
    /// 3 ms more from node to node, and no delay with <see cref="StepByHand"/>. Default null.
    /// </summary>
    public IReadOnlyList<TimeSpan>? CommitDelays { get; init; }

    /// <summary>Faults that are active from the start, on every node. Default: none.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Lies that every node tells from the start. Default: none.</summary>
    public IReadOnlyList<Lie> Lies { get; init; } = [];

    /// <summary>What goes wrong with the chain itself. Default: nothing.</summary>
    public DevNetChainFaults ChainFaults { get; init; } = new();

    /// <summary>How many blocks each node is behind, in the nodes' order; nodes without a number are not behind. Default: none.</summary>
    public IReadOnlyList<int> Lags { get; init; } = [];

    /// <summary>How the nodes are replaced when a planned upgrade is due. Default: at once, with pending transactions lost.</summary>
    public DevNetUpgradeOptions Upgrade { get; init; } = new();

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal TimeSpan CommitDelay(int node) =>
        CommitDelays is { } delays ? delays.ElementAtOrDefault(node) : StepByHand ? TimeSpan.Zero : node * TimeSpan.FromMilliseconds(3);

    internal ILogger Logger() => (LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Allora.Sdk.DevNet");
}
