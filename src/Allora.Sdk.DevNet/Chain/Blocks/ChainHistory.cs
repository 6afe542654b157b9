using System.Collections.Concurrent;
using Allora.Sdk.DevNet.Chain.State;

namespace Allora.Sdk.DevNet.Chain.Blocks;

/// <summary>States of the last heights, all blocks, and the index of transactions. Read without locks.</summary>
internal sealed class ChainHistory(int length)
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
        _states.TryRemove(state.Height - length, out _);
    }

    public void Replace(ChainState state) => _states[state.Height] = state;

    public void Add(ChainState state, CommittedBlock block)
    {
        Earliest = Math.Min(Earliest, block.Height);
        _blocks[block.Height] = block;
        foreach (var tx in block.Transactions)
            _transactions[tx.Hash] = tx;
        Add(state);
    }
}
