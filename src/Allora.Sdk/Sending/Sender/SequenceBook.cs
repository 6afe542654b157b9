namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Which sequences a wallet has used, has pending, and can use next. Pure bookkeeping: one caller at a time.
/// What was signed for a sequence is never signed again for another one while both could be included.
/// </summary>
internal sealed class SequenceBook
{
    private readonly SortedDictionary<ulong, PendingTransaction> _pending = [];
    private readonly SortedSet<ulong> _holes = [];

    /// <summary>The first sequence above everything that is known to be used or pending.</summary>
    public ulong Next { get; private set; }

    /// <summary>Every sequence below this one is used by a block for certain.</summary>
    public ulong Committed { get; private set; }

    public IReadOnlyCollection<PendingTransaction> Pending => _pending.Values;

    public IReadOnlyCollection<ulong> Holes => _holes;

    /// <summary>The sequence that the next transaction takes: the lowest hole, since everything above it waits for it, else the next.</summary>
    public ulong Peek() => _holes.Count > 0 ? _holes.Min : Next;

    public PendingTransaction? At(ulong sequence) => _pending.GetValueOrDefault(sequence);

    /// <summary>These bytes are about to leave with their sequence.</summary>
    public void Use(PendingTransaction transaction)
    {
        _holes.Remove(transaction.Sequence);
        for (var skipped = Next; skipped < transaction.Sequence && skipped >= Committed; skipped++)
        {
            if (!_pending.ContainsKey(skipped))
                _holes.Add(skipped);
        }

        _pending[transaction.Sequence] = transaction;
        Next = Math.Max(Next, transaction.Sequence + 1);
    }

    /// <summary>The chain's account stands at this sequence: everything below it is used.</summary>
    public void CommittedUpTo(ulong sequence)
    {
        Committed = Math.Max(Committed, sequence);
        Next = Math.Max(Next, Committed);
        _holes.RemoveWhere(hole => hole < Committed);
    }

    /// <summary>
    /// The chain's account stands below what was taken for used: the chain was started anew, or a block was misread. What is pending keeps
    /// its sequence; what nothing holds between is open again.
    /// </summary>
    public void RewindTo(ulong sequence)
    {
        if (sequence >= Committed)
            return;
        Committed = sequence;
        for (var open = sequence; open < Next; open++)
        {
            if (!_pending.ContainsKey(open))
                _holes.Add(open);
        }

        while (Next > Committed && _holes.Remove(Next - 1))
            Next--;
    }

    /// <summary>The mempool expects this sequence next: what lies below is used or waits there, ours or not.</summary>
    public void MempoolExpects(ulong sequence)
    {
        Next = Math.Max(Next, sequence);
        _holes.RemoveWhere(hole => hole < sequence);
    }

    /// <summary>The mempool waits for this sequence, which nothing of ours holds: it is a hole, or the next one where nothing is pending above.</summary>
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

    /// <summary>The fate of these bytes is known: they are not pending any more.</summary>
    /// <returns>False where they were not pending: their sequence may be somebody else's by now.</returns>
    public bool Forget(PendingTransaction transaction) =>
        _pending.TryGetValue(transaction.Sequence, out var current) && current.Root == transaction.Root && _pending.Remove(transaction.Sequence);

    /// <summary>No mempool holds these bytes: what they were to replace has the sequence again, or it is free.</summary>
    public void Withdraw(PendingTransaction transaction)
    {
        if (transaction.Replaces is { } first && At(transaction.Sequence)?.Hash == transaction.Hash)
            _pending[first.Sequence] = first;
        else
            Release(transaction);
    }

    /// <summary>These bytes can never be included, nor what they replaced: their sequence is free again, as the next one or as a hole below others.</summary>
    public void Release(PendingTransaction transaction)
    {
        if (!Forget(transaction) || transaction.Sequence < Committed || _pending.ContainsKey(transaction.Sequence))
            return;
        if (transaction.Sequence < Next)
            _holes.Add(transaction.Sequence);
        while (Next > Committed && _holes.Remove(Next - 1))
            Next--;
    }
}
