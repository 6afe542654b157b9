using Allora.Sdk.Chain;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Counts for a wallet's sender. A transaction with two followers is counted once.</summary>
internal sealed class SenderCounts
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private WalletStatistics _counts = new();
    private long _broadcasts;

    public WalletStatistics Current
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    /// <summary>How many times bytes were about to be sent, or began to be followed: it only grows.</summary>
    public long Broadcasts => Interlocked.Read(ref _broadcasts);

    /// <summary>Bytes are about to be sent, or those of an earlier run are followed.</summary>
    public void Opened(PendingTransaction transaction)
    {
        Interlocked.Increment(ref _broadcasts);
        lock (_lock)
        {
            _open.Add(transaction.Root);
            if (transaction.Replaces is not null)
                _counts = _counts with { Replaced = _counts.Replaced + 1 };
        }
    }

    /// <summary>The bytes cannot be included: a node refused them.</summary>
    public void Withdrawn(PendingTransaction transaction)
    {
        lock (_lock)
        {
            if (transaction.Replaces is null)
                _open.Remove(transaction.Root);
            else
                _counts = _counts with { Replaced = _counts.Replaced - 1 };
        }
    }

    /// <summary>The outcome is known; no receipt if the bytes are in no block.</summary>
    public void Closed(PendingTransaction transaction, TransactionReceipt? receipt)
    {
        lock (_lock)
        {
            if (!_open.Remove(transaction.Root))
                return;
            var paid = receipt is null ? UAllo.Zero : transaction.Fee;
            var isGap = transaction.Purpose == GapFiller.Purpose;
            _counts = _counts with
            {
                Included = _counts.Included + (receipt is { Error: null } && !isGap ? 1 : 0),
                GapsFilled = _counts.GapsFilled + (receipt is { Error: null } && isGap ? 1 : 0),
                Failed = _counts.Failed + (receipt is { Error: not null } ? 1 : 0),
                Expired = _counts.Expired + (receipt is null ? 1 : 0),
                FeesPaid = _counts.FeesPaid + paid,
                FeesBurned = _counts.FeesBurned + (receipt is { Error: not null } ? paid : UAllo.Zero),
                GapFees = _counts.GapFees + (isGap ? paid : UAllo.Zero),
            };
        }
    }
}
