using System.Collections.Immutable;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Diagnostics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Faults.Lies;
using Allora.Sdk.DevNet.Journal;
using Allora.Sdk.DevNet.Journal.Lines;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>A node on the chain: what it shows may lag behind.</summary>
internal sealed class ChainNode : INode, IDisposable
{
    private readonly ChainEngine _engine;
    private readonly Stamps _stamps;
    private readonly ILogger _logger;
    private readonly ChainJournal _journal;
    private readonly int _index;
    private readonly Lock _gate = new();
    private readonly Delays _delays;
    private ImmutableArray<Action<CommittedBlock>> _handlers = [];
    private long _shown;
    private int _lag;

    public ChainNode(ChainEngine engine, NodeIdentity identity, DevNetOptions options, Stamps stamps, ChainJournal journal, int index)
    {
        _journal = journal;
        _index = index;
        Faults = new DevNetFaults(journal, index);
        Lies = new DevNetLies(journal, index, () => engine.Committed.Height);
        _engine = engine;
        _stamps = stamps;
        Identity = identity;
        Options = options;
        _logger = options.Logger();
        _delays = new Delays(options.TimeProvider, _logger);
        _shown = engine.Committed.Height;
        HasIndex = options.TransactionIndex;
        HasResults = options.BlockResults;
        CommitDelay = options.CommitDelay(index);
        engine.Committing += Show;
    }

    public string ChainId => Options.Genesis.ChainId;

    public NodeIdentity Identity { get; set; }

    public DevNetOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public DevNetFaults Faults { get; }

    public DevNetLies Lies { get; }

    public long LatestHeight => Volatile.Read(ref _shown);

    public long EarliestHeight => _engine.History.Earliest;

    public bool IsCatchingUp { get; set; }

    public bool HasIndex { get; set; }

    public bool HasResults { get; set; }

    public TimeSpan CommitDelay { get; set; }

    public int Lag
    {
        get => _lag;
        set
        {
            _lag = value;
            _journal.Write("lag", writer =>
            {
                writer.WriteNumber("node", _index);
                writer.WriteNumber("blocks", value);
            });
            ShowUpTo(_engine.Committed.Height - value);
        }
    }

    public QueryRouter Router => _engine.RulesAt(Newest).Queries;

    public string Version => Newest.Version;

    private ChainState Newest => _engine.History.State(LatestHeight) ?? _engine.Committed;

    public CommittedBlock? GetBlock(long height) => height <= LatestHeight ? _engine.History.Block(height) : null;

    public Task<CheckTxResult> BroadcastAsync(byte[] transaction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Broadcast(transaction, Time.GetTimestamp()));
    }

    public CheckTxResult Broadcast(byte[] transaction, long received)
    {
        var result = _engine.Broadcast(transaction);
        _stamps.Broadcast(result, received);
        TransactionLines.Broadcast(_journal, _index, transaction, result);
        return result;
    }

    public (TxResult Result, ChainException? Refusal) Simulate(byte[] transaction)
    {
        TransactionLines.Simulated(_journal, _index, transaction);
        return _engine.Simulate(transaction, LatestHeight);
    }

    public IReadOnlyList<byte[]> UnconfirmedTransactions(int limit, out int total, out long totalBytes) =>
        _engine.Unconfirmed(limit, out total, out totalBytes);

    public CommittedTx? FindTransaction(string hash) =>
        _engine.History.Transaction(hash) is { } tx && IsIndexed(tx) ? tx : null;

    public IEnumerable<CommittedTx> Transactions() =>
        _engine.History.Transactions().Where(IsIndexed);

    public IDisposable OnBlock(Action<CommittedBlock> handler)
    {
        ImmutableInterlocked.Update(ref _handlers, static (list, added) => list.Add(added), handler);
        return new Registration(this, handler);
    }

    public void WindowFrameSent(CommittedBlock block) => _stamps.FrameSent(block, Time.GetTimestamp());

    public QueryResult Query(string fullMethod, ReadOnlyMemory<byte> request, long? height, long? received = null)
    {
        var latest = LatestHeight;
        try
        {
            var method = Router.Require(fullMethod);
            var asked = height is null or 0 ? latest : height.Value;
            if (asked < 0)
                throw QueryException.Module("sdk", 18, "invalid request: cannot query with height < 0; please provide a valid height");
            if (asked > latest)
                throw QueryException.Module("sdk", 26, "invalid height: cannot query with height in the future; please provide a valid height");
            var state = _engine.History.State(asked)
                ?? throw QueryException.Module(
                    "sdk", 38, $"not found: failed to load state at height {asked}; version mismatch on immutable IAVL tree; version does not exist. Version has either been pruned, or is for a future block height (latest height: {latest})");
            return QueryResult.Ok(method.Handler(new QueryContext(this, state) { Received = received ?? Time.GetTimestamp() }, request), asked) with { ShowsHeight = method.ShowsHeight };
        }
        catch (QueryException refusal)
        {
            return QueryResult.Failed(refusal.Status, refusal.Message, latest, refusal.Codespace, refusal.Code);
        }
        catch (ChainException refusal)
        {
            return QueryResult.Failed(StatusCode.Unknown, refusal.Message, latest, refusal.Codespace, refusal.Code);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A node recovers from a handler's panic with this status.
            DevNetEvents.QueryFailed(_logger, fullMethod, error);
            return QueryResult.Failed(StatusCode.Internal, error.Message, latest);
        }
    }

    /// <summary>Shows no more than this height, after the chain went back to it.</summary>
    public void Rewind(long height)
    {
        lock (_gate)
            Volatile.Write(ref _shown, Math.Min(_shown, height));
    }

    public void Dispose()
    {
        _engine.Committing -= Show;
        _delays.Dispose();
    }

    private bool IsIndexed(CommittedTx tx) =>
        tx.Height <= LatestHeight - Options.IndexLag && (Options.IndexerDelay == TimeSpan.Zero || _stamps.Since(tx.Height) >= Options.IndexerDelay);

    private void Show(CommittedBlock block)
    {
        Lies.Expire(block.Height);
        _stamps.Committed(block.Height, Time.GetTimestamp());
        if (CommitDelay <= TimeSpan.Zero)
            ShowUpTo(block.Height - _lag);
        else
            _delays.Start(CommitDelay, () => ShowUpTo(block.Height - _lag));
    }

    private void ShowUpTo(long height)
    {
        lock (_gate)
        {
            while (_shown < height)
            {
                // A node that lagged behind the pruning goes on where blocks begin.
                var next = Math.Max(_shown + 1, _engine.History.Earliest);
                if (_engine.History.Block(next) is not { } block)
                    return;
                Volatile.Write(ref _shown, block.Height);
                foreach (var handler in _handlers)
                    handler(block);
            }
        }
    }

    private sealed class Registration(ChainNode node, Action<CommittedBlock> handler) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref node._handlers, static (list, gone) => list.Remove(gone), handler);
    }
}
