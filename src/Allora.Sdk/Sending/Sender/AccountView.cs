using Allora.Sdk.Chain;
using Allora.Sdk.Sending.Uses;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sender;

/// <summary>A wallet's account as known to the chain and this process: number, sequences, and pending transactions.</summary>
internal sealed class AccountView(AlloraClient client, string address, SequenceUses uses, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SequenceBook _book = new();
    private readonly SemaphoreSlim _busy = new(0, 1);
    private ulong? _number;
    private ulong _doubted;
    private long _loadedAt;
    private long _provenAt;
    private bool _disposed;

    public string Address => address;

    public ulong? KnownNumber
    {
        get
        {
            lock (_lock)
                return _number;
        }
    }

    /// <summary>Unused sequences below others that wait for them; lowest first.</summary>
    public IReadOnlyList<ulong> Gaps
    {
        get
        {
            lock (_lock)
                return [.. _book.Holes];
        }
    }

    /// <summary>Whether anything is pending, or a gap is open.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
                return _book.Pending.Count > 0 || _book.Holes.Count > 0;
        }
    }

    /// <summary>Waits until something is pending, or has been.</summary>
    public Task BusyAsync(CancellationToken cancellationToken) => _busy.WaitAsync(cancellationToken);

    public void Wake()
    {
        lock (_lock)
        {
            if (!_disposed && _busy.CurrentCount == 0)
                _busy.Release();
        }
    }

    public IReadOnlyList<PendingTransaction> Pending
    {
        get
        {
            lock (_lock)
                return [.. _book.Pending];
        }
    }

    /// <summary>Gets the account number and the sequence for the next transaction.</summary>
    /// <exception cref="AlloraException">The address has no account on the chain, or no node answered.</exception>
    public async ValueTask<(ulong Number, ulong Sequence)> NextAsync(CancellationToken cancellationToken)
    {
        if (KnownNumber is null)
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
            return (_number!.Value, _book.Peek());
    }

    /// <summary>Queries the account from the chain. Pending transactions stay pending.</summary>
    public async Task<AccountState> LoadAsync(CancellationToken cancellationToken)
    {
        var state = await client.GetAccountAsync(address, cancellationToken).ConfigureAwait(false)
            ?? throw new AlloraException(AlloraErrorReason.UnknownAccount, isTransient: true, $"The account {address} does not exist on the chain: send it some {client.Network.Denom} for fees first.");
        lock (_lock)
        {
            if (_number is not null && !_book.IsNear(state.Sequence) && _doubted != state.Sequence)
            {
                // Nobody sends a thousand transactions between two queries, and a node that is wrong once is not repeated.
                SenderLog.SequenceTooFar(logger, address, state.Sequence, _book.Peek());
                _doubted = state.Sequence;
                return state with { Sequence = _book.Committed, Height = 0 };
            }

            _doubted = 0;
            _number = state.AccountNumber;
            _loadedAt = client.Time.GetTimestamp();
            if (state.Sequence >= _book.Committed)
                Prove(state.Sequence, state.Height);
            else if (state.Height > _provenAt)
                Rewind(state);
            uses.Reported(state.Sequence, client.Endpoints.Bounded(state.Height));
        }

        return state;
    }

    /// <summary>Queries the account if the known state is older than the age: another program may have used the wallet.</summary>
    public async Task RefreshAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        bool fresh;
        lock (_lock)
            fresh = _number is not null && client.Time.GetElapsedTime(_loadedAt) < age;
        if (!fresh)
            await LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Queries the account after a refused signature; true if something changed, so that another attempt is worthwhile.</summary>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        var before = KnownNumber;
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException)
        {
            return false;
        }

        return KnownNumber != before;
    }

    public void Use(PendingTransaction transaction)
    {
        uses.Signed(transaction.Hash);
        Locked(() => _book.Use(transaction));
        Wake();
    }

    /// <summary>A node refused these bytes: they are in no mempool.</summary>
    public void Withdraw(PendingTransaction transaction) => Locked(() => _book.Withdraw(transaction));

    public void Release(PendingTransaction transaction) => Locked(() => _book.Release(transaction));

    /// <summary>The transaction, or another with its sequence, is in the block of that height.</summary>
    public void Settled(PendingTransaction transaction, long height) => Locked(() =>
    {
        uses.Included(transaction.Sequence);
        _book.Forget(transaction);
        Prove(transaction.Sequence + 1, height);
    });

    /// <summary>
    /// Reconciles our sequence with the one that a node expects. True if another attempt is worthwhile.
    /// Above ours: the sequence was used. Below: our bytes have vanished from the mempool and are sent again, or the node lags.
    /// </summary>
    public async Task<bool> ReconcileAsync(
        ulong expected, Func<PendingTransaction, CancellationToken, Task<ChainError?>> resend, CancellationToken cancellationToken)
    {
        if (await IsBehindAsync(expected, cancellationToken).ConfigureAwait(false))
            return false;
        List<PendingTransaction> again;
        bool isAhead;
        lock (_lock)
        {
            isAhead = expected >= _book.Peek();
            if (isAhead && _book.MempoolExpects(expected))
                return true;
        }

        if (isAhead)
            return await IsFarAheadAsync(expected, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            again = [.. _book.Pending.Where(p => p.Sequence >= expected)];
            if (_book.At(expected) is null)
                _book.ReopenFrom(expected);
        }

        SenderLog.Reconciling(logger, address, expected, again.Count);
        foreach (var transaction in again)
        {
            if (await resend(transaction, cancellationToken).ConfigureAwait(false) is { Reason: not AlloraErrorReason.AlreadyKnown } error)
            {
                SenderLog.ResendRefused(logger, transaction.Hash, error.Log);
                break;
            }
        }

        return true;
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _busy.Dispose();
    }

    // Blocks that we have seen used this sequence: the node lags behind them, unless the account shows that our sequence is wrong.
    private async Task<bool> IsBehindAsync(ulong expected, CancellationToken cancellationToken)
    {
        if (!IsUsed())
            return false;
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AlloraException)
        {
            return true;
        }

        return IsUsed();

        bool IsUsed()
        {
            lock (_lock)
                return expected < _book.Committed;
        }
    }

    // Too far to believe a refusal alone, as after a report of the account that was too low: each endpoint has to show it, a lone one twice.
    private async Task<bool> IsFarAheadAsync(ulong expected, CancellationToken cancellationToken)
    {
        var states = await client.GetAccountsAsync(address, cancellationToken).ConfigureAwait(false);
        if (states.Count == 1)
            states = [.. states, .. await client.GetAccountsAsync(address, cancellationToken).ConfigureAwait(false)];
        lock (_lock)
        {
            if (states.Count > 1 && states.MinBy(static state => state.Sequence) is { } lowest)
            {
                Prove(lowest.Sequence, lowest.Height);
                uses.Reported(lowest.Sequence, client.Endpoints.Bounded(lowest.Height));
            }

            if (_book.Peek() >= expected || _book.MempoolExpects(expected))
                return true;
            SenderLog.SequenceTooFar(logger, address, expected, _book.Peek());
            return false;
        }
    }

    private void Prove(ulong sequence, long height)
    {
        _book.CommittedUpTo(sequence);
        _provenAt = Math.Max(_provenAt, client.Endpoints.Bounded(height));
    }

    // A node that lags reports a lower sequence as well, but for an earlier block.
    private void Rewind(AccountState state)
    {
        SenderLog.Rewound(logger, address, _book.Committed, state.Sequence, state.Height);
        _book.RewindTo(state.Sequence);
        _provenAt = client.Endpoints.Bounded(state.Height);
        uses.Rewound(state.Sequence, _provenAt);
    }

    private void Locked(Action change)
    {
        lock (_lock)
            change();
    }
}
