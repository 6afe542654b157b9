using System.Security.Cryptography;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>The one chain behind all nodes: its states, its mempool and its blocks. Thread safe.</summary>
internal sealed class ChainEngine
{
    private readonly Lock _gate = new();
    private readonly DevNetOptions _options;
    private readonly BlockBuilder _builder;
    private readonly Func<DevNetSchema, SchemaRules> _rules;
    private readonly ChainHistory _history;
    private readonly Mempool _mempool;
    private readonly TimeProvider _time;
    private readonly string _proposer;
    private volatile ChainState _committed;
    private ChainState _check;

    public ChainEngine(ChainState genesis, DevNetOptions options, BlockBuilder builder, Func<DevNetSchema, SchemaRules> rules, string proposer, CommittedBlock? last = null)
    {
        _options = options;
        _builder = builder;
        _rules = rules;
        _time = options.TimeProvider;
        _proposer = proposer;
        _mempool = new Mempool(options.MempoolSize);
        _history = new ChainHistory(options);
        _committed = genesis;
        _check = genesis;
        if (last is not null)
            _history.Add(genesis, last);
        else
            _history.Add(genesis);
        Controls = ChainControls.From(options);
    }

    public ChainControls Controls { get; }

    public ChainHistory History => _history;

    public ChainState Committed => _committed;

    /// <summary>Raised in order, after each commit, outside the lock.</summary>
    public event Action<CommittedBlock>? Committing;

    /// <summary>Raised when the next block needs another version than the nodes have, outside the lock.</summary>
    public event Action? UpgradeNeeded;

    public SchemaRules RulesAt(ChainState state) => _rules(state.Schema);

    /// <summary>Changes what tests may change, between blocks.</summary>
    public T Change<T>(Func<ChainControls, ChainState, (ChainState State, T Result)> change)
    {
        lock (_gate)
        {
            var (state, result) = change(Controls, _committed);
            if (!ReferenceEquals(state, _committed))
            {
                _committed = state;
                _history.Replace(state);
                Recheck(state);
            }

            return result;
        }
    }

    public DevNetSnapshot Snapshot()
    {
        lock (_gate)
            return new DevNetSnapshot(_committed, _history.Block(_committed.Height));
    }

    /// <summary>Goes back, without what waited.</summary>
    public void Restore(DevNetSnapshot snapshot)
    {
        lock (_gate)
        {
            _history.Rewind(snapshot.State, snapshot.Block);
            _mempool.Clear();
            _mempool.ForgetAll();
            _committed = snapshot.State;
            _check = snapshot.State;
        }
    }

    /// <summary>Counts what acted.</summary>
    public void Count(Func<DevNetFaultCounts, DevNetFaultCounts> add)
    {
        lock (_gate)
            Controls.Counts = add(Controls.Counts);
    }

    public CheckTxResult Broadcast(byte[] bytes)
    {
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        lock (_gate)
        {
            if (bytes.Length > _options.MaxTransactionBytes)
            {
                return new CheckTxResult(hash, 21, "sdk", "tx too large", 0, 0) { Refusal = MempoolRefusal.TooLarge };
            }

            if (_mempool.IsFull)
                return new CheckTxResult(hash, 20, "sdk", "mempool is full", 0, 0) { Refusal = MempoolRefusal.Full };
            if (!_mempool.TryRemember(hash))
                return new CheckTxResult(hash, 19, "sdk", "", 0, 0) { AlreadyInCache = true, Refusal = MempoolRefusal.InCache };
            var (result, state, refusal) = RulesAt(_committed).Runner.Run(_check, bytes, ExecutionMode.Check);
            if (refusal is not null)
            {
                _mempool.Forget(hash);
                return new CheckTxResult(hash, result.Code, result.Codespace, result.Log, result.GasWanted, result.GasUsed)
                {
                    LogBytes = refusal.RawMessage,
                };
            }

            _check = state;
            Accept(bytes, hash, result);
            return new CheckTxResult(hash, 0, "", "", result.GasWanted, result.GasUsed);
        }
    }

    /// <summary>What the transaction would do, as the mempool of a node at that height sees the accounts.</summary>
    public (TxResult Result, ChainException? Refusal) Simulate(byte[] bytes, long height)
    {
        ChainState state;
        lock (_gate)
            state = height >= _committed.Height ? _check : CheckStateAt(height);
        var (result, _, refusal) = RulesAt(state).Runner.Run(state, bytes, ExecutionMode.Simulate);
        return (result, refusal);
    }

    /// <summary>Raises <see cref="UpgradeNeeded"/> if the next block needs another version; returns whether it does.</summary>
    public bool RequireUpgrade()
    {
        var needed = _committed.Upgrade.Stops(_committed.Height + 1);
        if (needed)
            UpgradeNeeded?.Invoke();
        return needed;
    }

    public IReadOnlyList<byte[]> Unconfirmed(int limit, out int total, out long totalBytes)
    {
        lock (_gate)
        {
            total = _mempool.Pending.Count;
            totalBytes = _mempool.TotalBytes;
            return [.. _mempool.Pending.Take(limit).Select(static tx => tx.Bytes)];
        }
    }

    /// <summary>Forgets what waits, as a node that restarts does.</summary>
    public void LoseMempool()
    {
        lock (_gate)
        {
            _mempool.Clear();
            _check = _committed;
            Controls.Counts = Controls.Counts with { MempoolsLost = Controls.Counts.MempoolsLost + 1 };
        }
    }

    /// <summary>Makes the next block; null while halted. One caller at a time.</summary>
    public CommittedBlock? Step()
    {
        CommittedBlock? block;
        lock (_gate)
        {
            if (Controls.HaltAtHeight is { } last && _committed.Height >= last)
            {
                Controls.HaltAtHeight = null;
                Controls.Halt();
            }

            if (Controls.Halted)
                return null;
            block = _committed.Upgrade.Stops(_committed.Height + 1) ? null : Produce();
        }

        if (block is null)
            UpgradeNeeded?.Invoke();
        else
            Committing?.Invoke(block);
        return block;
    }

    private void Accept(byte[] bytes, string hash, TxResult result)
    {
        if (Controls.Vanish > 0)
        {
            // The sender was told that it waits, and no node will ever speak of it again.
            Controls.Vanish--;
            Controls.Counts = Controls.Counts with { Vanished = Controls.Counts.Vanished + 1 };
            _check = _committed;
            RecheckPending();
            return;
        }

        if (Controls.HoldBlocks > 0)
            Controls.Counts = Controls.Counts with { Held = Controls.Counts.Held + 1 };
        var tx = TxDecoder.Decode(bytes, new MessageRouter(), bodyOnly: true);
        _mempool.Add(new PendingTx(bytes, hash, tx.Body.TimeoutHeight, result.GasWanted)
        {
            NotBefore = _committed.Height + 1 + Controls.HoldBlocks,
        });
    }

    private CommittedBlock Produce()
    {
        var previous = _history.Block(_committed.Height);
        var height = previous is null ? _options.Genesis.InitialHeight : _committed.Height + 1;
        var time = TimeOf(height);
        var before = _committed;
        var runner = RulesAt(before).Runner;
        var block = new BlockExecution(before with { Height = height, Time = time, Upgrade = before.Upgrade.Before(height) }, runner, _proposer, Controls);
        block.Begin();
        foreach (var tx in _mempool.Pending.ToList())
        {
            if (tx.TimeoutHeight != 0 && (ulong)height > tx.TimeoutHeight)
            {
                // Nobody pays for what came too late.
                _mempool.Remove(tx);
                _mempool.Forget(tx.Hash);
            }
            else if (tx.NotBefore <= height)
            {
                _mempool.Remove(tx);
                if (block.Deliver(tx.Bytes, tx.Hash).Result.Code != 0)
                    _mempool.Forget(tx.Hash);
            }
        }

        var state = block.End();
        var committed = _builder.Build(previous, height, time, before.AppHash, state.AppHash, block.Transactions, block.Events);
        _history.Add(state, committed);
        _committed = state;
        Recheck(state);
        return committed;
    }

    /// <summary>A node that has not seen the newest blocks has their transactions in its mempool still.</summary>
    private ChainState CheckStateAt(long height)
    {
        if (_history.State(height) is not { } state)
            return _check;
        var runner = RulesAt(state).Runner;
        var waiting = Enumerable.Range(0, (int)(_committed.Height - height))
            .SelectMany(i => _history.Block(height + 1 + i)?.Transactions ?? [])
            .Select(static tx => tx.Bytes)
            .Concat(_mempool.Pending.Select(static tx => tx.Bytes));
        foreach (var bytes in waiting)
        {
            var (_, after, refusal) = runner.Run(state, bytes, ExecutionMode.Recheck);
            state = refusal is null ? after : state;
        }

        return state;
    }

    private void Recheck(ChainState state)
    {
        _check = state;
        RecheckPending();
    }

    private void RecheckPending()
    {
        var runner = RulesAt(_check).Runner;
        foreach (var tx in _mempool.Pending.ToList())
        {
            var (_, state, refusal) = runner.Run(_check, tx.Bytes, ExecutionMode.Recheck);
            if (refusal is null)
            {
                _check = state;
                continue;
            }

            _mempool.Remove(tx);
            _mempool.Forget(tx.Hash);
        }
    }

    private DateTimeOffset TimeOf(long height)
    {
        var genesis = _options.Genesis;
        if (genesis.Time is { } start)
            return start + ((height - genesis.InitialHeight) * (genesis.StepPerBlock ?? genesis.BlockInterval));
        var now = _time.GetUtcNow();
        var last = _committed.Time;
        return now > last ? now : last + TimeSpan.FromMilliseconds(1);
    }
}
