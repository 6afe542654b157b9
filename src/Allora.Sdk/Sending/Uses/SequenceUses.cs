namespace Allora.Sdk.Sending.Uses;

/// <summary>
/// Which of an account's sequences were used by transactions that were signed here. It compares what nodes report of the account with the transactions
/// that are known to be in blocks; what remains is a <see cref="SequenceGap"/>, to be searched in the blocks. Pure bookkeeping, safe for several threads.
/// </summary>
internal sealed class SequenceUses
{
    /// <summary>How many hashes of signed transactions are remembered.</summary>
    internal const int HashesToKeep = 10_000;

    // Without a journal of earlier runs, their last transactions may still be on the way into a block.
    private const long BlocksOfEarlierRun = 20;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _signed = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly HashSet<ulong> _own = [];
    private ulong? _explained;
    private ulong _reported;
    private long _since;
    private long _reportedAt;
    private long _trusted;

    /// <summary>Restores what the journal of earlier runs shows: the transaction of the highest sequence that a block took.</summary>
    public void Restore(ulong sequence, long height)
    {
        // A journal may hold a sequence that a node invented.
        var next = Math.Max(sequence, sequence + 1);
        lock (_lock)
            (_explained, _reported, _since) = (next, next, height);
    }

    /// <summary>A transaction is signed here, or was by an earlier run.</summary>
    public void Signed(string hash)
    {
        lock (_lock)
        {
            if (!_signed.Add(hash))
                return;
            _order.Enqueue(hash);
            if (_order.Count > HashesToKeep)
                _signed.Remove(_order.Dequeue());
        }
    }

    /// <summary>Whether the transaction was signed here.</summary>
    public bool IsOwn(string hash)
    {
        lock (_lock)
            return _signed.Contains(hash);
    }

    /// <summary>A block has our transaction with this sequence.</summary>
    public void Included(ulong sequence)
    {
        lock (_lock)
        {
            if (sequence < _explained)
                return;
            _own.Add(sequence);
            Advance();
        }
    }

    /// <summary>A node reports the account: every sequence below this one is used.</summary>
    public void Reported(ulong sequence, long height)
    {
        lock (_lock)
        {
            if (_explained is not { } explained)
            {
                (_explained, _reported, _since, _reportedAt) = (sequence, sequence, height, height);
                _trusted = height + BlocksOfEarlierRun;
                return;
            }

            if (sequence <= explained)
                _since = Math.Max(_since, height);
            if (sequence > _reported)
                (_reported, _reportedAt) = (sequence, height);
        }
    }

    /// <summary>The account is lower than believed: the chain was restarted, or an earlier report was wrong.</summary>
    public void Rewound(ulong sequence, long height)
    {
        lock (_lock)
        {
            _own.RemoveWhere(own => own >= sequence);
            if (_explained is null || sequence < _explained)
                (_explained, _since) = (sequence, height);
            (_reported, _reportedAt) = (Math.Min(_reported, sequence), height);
        }
    }

    /// <summary>The sequences that need an explanation; null if there are none, or if our own transaction with the first of them is still followed.</summary>
    public SequenceGap? Unexplained(IEnumerable<ulong> pending)
    {
        lock (_lock)
        {
            return _explained is { } from && from < _reported && !pending.Contains(from)
                ? new SequenceGap(from, _reported, Math.Max(1, Math.Min(_since, _reportedAt)), _reportedAt)
                : null;
        }
    }

    /// <summary>Whether a block is so early in the first run of a journal that its transactions may be those of a run whose journal is lost.</summary>
    public bool MayBeOfEarlierRun(long height)
    {
        lock (_lock)
            return height <= _trusted;
    }

    /// <summary>The blocks of a gap were searched: it is not searched again.</summary>
    public void Explain(SequenceGap gap)
    {
        lock (_lock)
        {
            if (_explained != gap.From)
                return;
            (_explained, _since) = (gap.End, gap.LastBlock);
            Advance();
        }
    }

    private void Advance()
    {
        while (_explained is { } next && _own.Remove(next))
            _explained = next + 1;
        _own.RemoveWhere(own => own < _explained);
    }
}
