using System.Collections.Concurrent;
using Allora.Sdk.DevNet.Chain.State;

namespace Allora.Sdk.DevNet.Chain.Blocks;

/// <summary>States and blocks of the last heights, and the index of their transactions. Read without locks.</summary>
internal sealed class ChainHistory(int states, int blocks)
{
    private readonly ConcurrentDictionary<long, ChainState> _states = [];
    private readonly ConcurrentDictionary<long, CommittedBlock> _blocks = [];
    private readonly ConcurrentDictionary<string, CommittedTx> _transactions = new(StringComparer.Ordinal);

    public long Earliest { get; private set; } = long.MaxValue;

    public ChainState? State(long height) => _states.GetValueOrDefault(height);

    public CommittedBlock? Block(long height) => _blocks.GetValueOrDefault(height);

    public CommittedTx? Transaction(string hash) => _transactions.GetValueOrDefault(hash);

    public IEnumerable<CommittedTx> Transactions() =>
        _transactions.Values.OrderBy(static tx => tx.Height).ThenBy(static tx => tx.Index);

    public void Add(ChainState state)
    {
        _states[state.Height] = state;
        _states.TryRemove(state.Height - states, out _);
    }

    public void Replace(ChainState state) => _states[state.Height] = state;

    public void Add(ChainState state, CommittedBlock block)
    {
        Earliest = Math.Min(Earliest, block.Height);
        _blocks[block.Height] = block;
        foreach (var tx in block.Transactions)
            _transactions[tx.Hash] = tx;
        if (_blocks.TryRemove(block.Height - blocks, out var forgotten))
        {
            Earliest = forgotten.Height + 1;
            foreach (var tx in forgotten.Transactions)
                _transactions.TryRemove(tx.Hash, out _);
        }

        Add(state);
    }
}
