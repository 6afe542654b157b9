using System.Collections.Concurrent;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>
/// States and blocks of the last heights, and the index of their transactions, pruned as a pruning node does. Read without locks,
/// added to by one thread at a time.
/// </summary>
internal sealed class ChainHistory(DevNetOptions options)
{
    private readonly ConcurrentDictionary<long, ChainState> _states = [];
    private readonly ConcurrentDictionary<long, CommittedBlock> _blocks = [];
    private readonly ConcurrentDictionary<string, CommittedTx> _transactions = new(StringComparer.Ordinal);
    private long _earliest = long.MaxValue;
    private long _latest;
    private int _indexed;

    /// <summary>The first height whose block is still there.</summary>
    public long Earliest => Volatile.Read(ref _earliest);

    public ChainState? State(long height) => _states.GetValueOrDefault(height);

    public CommittedBlock? Block(long height) => _blocks.GetValueOrDefault(height);

    public CommittedTx? Transaction(string hash) => _transactions.GetValueOrDefault(hash);

    /// <summary>Every transaction that is still indexed, oldest first.</summary>
    public IEnumerable<CommittedTx> Transactions()
    {
        for (var height = Earliest; height <= Volatile.Read(ref _latest); height++)
        {
            foreach (var tx in Block(height)?.Transactions ?? [])
                yield return tx;
        }
    }

    public void Add(ChainState state)
    {
        _states[state.Height] = state;
        _states.TryRemove(state.Height - Math.Max(1, options.HistoryLength), out _);
    }

    public void Replace(ChainState state) => _states[state.Height] = state;

    public void Add(ChainState state, CommittedBlock block)
    {
        _blocks[block.Height] = block;
        foreach (var tx in block.Transactions)
            _transactions[tx.Hash] = tx;
        _indexed += block.Transactions.Count;
        Volatile.Write(ref _earliest, Math.Min(_earliest, block.Height));
        Volatile.Write(ref _latest, block.Height);
        while (_earliest < block.Height
            && (block.Height - _earliest >= options.BlockHistoryLength || _indexed > options.TransactionHistoryLength))
            Forget(_earliest);
        Add(state);
    }

    /// <summary>Forgets every block above a state, which comes back if it was pruned.</summary>
    public void Rewind(ChainState state, CommittedBlock? block)
    {
        for (var height = _latest; height > state.Height && height >= _earliest; height--)
        {
            _states.TryRemove(height, out _);
            if (!_blocks.TryRemove(height, out var undone))
                continue;
            _indexed -= undone.Transactions.Count;
            foreach (var tx in undone.Transactions)
                _transactions.TryRemove(tx.Hash, out _);
        }

        if (block is not null && !_blocks.ContainsKey(block.Height))
        {
            Volatile.Write(ref _earliest, block.Height);
            Add(state, block);
        }

        Volatile.Write(ref _latest, state.Height);
        _states[state.Height] = state;
    }

    private void Forget(long height)
    {
        // Readers take the earliest height first, so it moves before the block goes.
        Volatile.Write(ref _earliest, height + 1);
        if (!_blocks.TryRemove(height, out var forgotten))
            return;
        _indexed -= forgotten.Transactions.Count;
        foreach (var tx in forgotten.Transactions)
        {
            // The same bytes may have failed once and been included again.
            if (_transactions.TryGetValue(tx.Hash, out var indexed) && indexed.Height == height)
                _transactions.TryRemove(tx.Hash, out _);
        }
    }
}
