using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.PostgreSql.Leases;

/// <summary>
/// A held lease. It is lost when the database says so, and at its deadline whether or not the database answers: by this machine's monotonic clock,
/// counted from before the last renewal was sent.
/// </summary>
internal sealed class Lease : IAsyncDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly TimeProvider _time;
    private readonly TimeSpan _deadline;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationToken _lostToken;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private Task _losing = Task.CompletedTask;
    private long _renewedAt;
    private int _isReleased;

    public Lease(LeaseKeeper keeper, JournalKey key, long fence, long takenAt, TimeProvider time, PostgreSqlJournalOptions options)
    {
        (_keeper, Key, Fence, _renewedAt, _time, _deadline, LeaseTime) = (keeper, key, fence, takenAt, time, options.Deadline, options.LeaseTime);
        _lostToken = _lost.Token;
        _timer = time.CreateTimer(static lease => ((Lease)lease!).Wait(), this, Left(), Timeout.InfiniteTimeSpan);
    }

    public JournalKey Key { get; }

    public long Fence { get; }

    public TimeSpan LeaseTime { get; }

    /// <summary>The store moved to another server since the lease was taken before: the last records may be missing.</summary>
    public bool IsOnAnotherServer { get; init; }

    /// <summary>Whether the lease was given back.</summary>
    public bool IsReleased => Volatile.Read(ref _isReleased) != 0;

    /// <summary>Cancelled when the lease is lost. Each read checks the deadline: the timer of a paused process is late.</summary>
    public CancellationToken Lost
    {
        get
        {
            if (Left() <= TimeSpan.Zero)
                Lose();
            return _lostToken;
        }
    }

    /// <summary>The lease was renewed by a statement that was sent at this time, by the clock's timestamps.</summary>
    public void Renewed(long sentAt)
    {
        // Answers may overtake one another.
        if (sentAt > Interlocked.Read(ref _renewedAt))
            Interlocked.Exchange(ref _renewedAt, sentAt);
    }

    /// <summary>Somebody else holds the lease, or may. The token is cancelled at once; who waits for it does not run on the caller's thread, which has other leases to renew.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            if (_isReleased == 0 && !_lost.IsCancellationRequested)
                _losing = _lost.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isReleased != 0)
                return;
            Volatile.Write(ref _isReleased, 1);
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _losing.ConfigureAwait(false);
        await _keeper.ReleaseAsync(this, isHeld: !_lostToken.IsCancellationRequested).ConfigureAwait(false);
        _lost.Dispose();
    }

    private TimeSpan Left() => _deadline - _time.GetElapsedTime(Interlocked.Read(ref _renewedAt));

    // The timer alone is set anew: a renewal moved the deadline.
    private void Wait()
    {
        if (Left() is var left && left > TimeSpan.Zero)
            _timer.Change(left, Timeout.InfiniteTimeSpan);
        else
            Lose();
    }
}
