namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// The sequences that a wallet has used, has pending, and can use next. Pure bookkeeping: one caller at a time.
/// A sequence is never signed for a second purpose while both transactions could be included.
/// </summary>
internal sealed class SequenceBook
{
    // No mempool holds as many of one account. A sequence further ahead is a node's error, or was signed after one: it must not become the next,
    // nor must those below it be listed one by one.
    private const ulong MostAhead = 1024;

    private readonly SortedDictionary<ulong, PendingTransaction> _pending = [];
    private readonly SortedSet<ulong> _holes = [];

    /// <summary>The first sequence above all that are known to be used or pending.</summary>
    public ulong Next { get; private set; }

    /// <summary>Every sequence below this one is certainly used by a block.</summary>
    public ulong Committed { get; private set; }

    public IReadOnlyCollection<PendingTransaction> Pending => _pending.Values;

    public IReadOnlyCollection<ulong> Holes => _holes;

    /// <summary>The sequence for the next transaction: the lowest hole, since everything above it waits for it, else the next.</summary>
    public ulong Peek() => _holes.Count > 0 ? _holes.Min : Next;

    public PendingTransaction? At(ulong sequence) => _pending.GetValueOrDefault(sequence);

    /// <summary>These bytes are about to be sent with their sequence.</summary>
    public void Use(PendingTransaction transaction)
    {
        _holes.Remove(transaction.Sequence);
        _pending[transaction.Sequence] = transaction;
        Reach(transaction.Sequence);
    }

    /// <summary>Whether a sequence can be used soon: it is not further ahead than a mempool can hold.</summary>
    public bool IsNear(ulong sequence) => sequence <= Next || sequence - Next <= MostAhead;

    /// <summary>The chain's account has this sequence: everything below it is used.</summary>
    public void CommittedUpTo(ulong sequence)
    {
        Committed = Math.Max(Committed, sequence);
        Next = Math.Max(Next, Committed);
        _holes.RemoveWhere(hole => hole < Committed);
        // Pending transactions of an earlier run were listed before the account was known.
        foreach (var restored in _pending.Keys.Where(restored => restored >= Next).ToList())
            Reach(restored);
    }

    /// <summary>
    /// The chain's account is below sequences that were considered used: the chain was restarted from genesis, or a block was misread. Pending
    /// transactions keep their sequences; unused ones between are open again.
    /// </summary>
    public void RewindTo(ulong sequence)
    {
        if (sequence >= Committed)
            return;
        Committed = sequence;
        if (Next - sequence > MostAhead)
        {
            // What lies above was never a sequence of this account.
            Next = sequence + MostAhead;
            _holes.RemoveWhere(hole => hole >= Next);
        }

        for (var open = sequence; open < Next; open++)
        {
            if (!_pending.ContainsKey(open))
                _holes.Add(open);
        }

        while (Next > Committed && _holes.Remove(Next - 1))
            Next--;
    }

    /// <summary>The mempool expects this sequence next: lower ones are used or wait there, ours or not.</summary>
    /// <returns>False if the sequence is too far ahead to be true.</returns>
    public bool MempoolExpects(ulong sequence)
    {
        if (!IsNear(sequence))
            return false;
        Next = Math.Max(Next, sequence);
        _holes.RemoveWhere(hole => hole < sequence);
        return true;
    }

    /// <summary>The mempool waits for this sequence, which none of our bytes have: it is a hole, or the next one if nothing is pending above.</summary>
    public void ReopenFrom(ulong sequence)
    {
        if (sequence < Committed || sequence >= Next)
            return;
        _holes.Add(sequence);
        while (Next > Committed && !_pending.ContainsKey(Next - 1) && Next - 1 >= sequence)
        {
            Next--;
            _holes.Remove(Next);
        }
    }

    /// <summary>The outcome of these bytes is known: they are not pending any more.</summary>
    /// <returns>False if they were not pending: other bytes may have their sequence by now.</returns>
    public bool Forget(PendingTransaction transaction) =>
        _pending.TryGetValue(transaction.Sequence, out var current) && current.Root == transaction.Root && _pending.Remove(transaction.Sequence);

    /// <summary>These bytes are in no mempool: those that they replaced have the sequence again, or it is free.</summary>
    public void Withdraw(PendingTransaction transaction)
    {
        if (transaction.Replaces is { } first && At(transaction.Sequence)?.Hash == transaction.Hash)
            _pending[first.Sequence] = first;
        else
            Release(transaction);
    }

    /// <summary>These bytes can never be included, nor those that they replaced: their sequence is free again, as the next one or as a hole below others.</summary>
    public void Release(PendingTransaction transaction)
    {
        if (!Forget(transaction) || transaction.Sequence < Committed || _pending.ContainsKey(transaction.Sequence))
            return;
        if (transaction.Sequence < Next)
            _holes.Add(transaction.Sequence);
        while (Next > Committed && _holes.Remove(Next - 1))
            Next--;
    }

    // The sequence is pending: those below it that are not are holes.
    private void Reach(ulong sequence)
    {
        if (!IsNear(sequence))
            return;
        for (var skipped = Next; skipped < sequence && skipped >= Committed; skipped++)
        {
            if (!_pending.ContainsKey(skipped))
                _holes.Add(skipped);
        }

        Next = Math.Max(Next, sequence + 1);
    }
}
