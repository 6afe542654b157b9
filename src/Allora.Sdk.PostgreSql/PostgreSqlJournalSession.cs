using Allora.Sdk.PostgreSql.Leases;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql;

/// <summary>A session of a wallet's journal: its lease, and its records.</summary>
internal sealed class PostgreSqlJournalSession(JournalTable table, Lease lease, StoredRecords stored, TimeProvider time) : IJournalSession
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _last = stored.Last;
    private int _isDisposed;

    public IReadOnlyList<JournalRecord> Records { get; } = stored.Records;

    public CancellationToken Lost => lease.Lost;

    public long Fence => lease.Fence;

    public bool MayLackRecords => lease.IsOnAnotherServer;

    public async ValueTask AppendAsync(JournalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RequireHeld();
            await AppendOrReadBackAsync(record, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RequireHeld();
            if (!await table.CompactAsync(lease.Fence, cancellationToken).ConfigureAwait(false))
                throw Taken();
        }
        catch (NpgsqlException)
        {
            // Done whole or not at all: either way no record is lost, and the next compaction tries again.
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await lease.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    // A connection that breaks leaves it open whether the record was written: that is read back before the caller goes on. A record that is written
    // twice changes nothing. The lease may be renewed all the while, as on a full disk that takes updates and no new rows: one lease's time is the end.
    private async Task AppendOrReadBackAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(lease.LeaseTime, time);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost, limit.Token);
        var isUncertain = false;
        while (true)
        {
            try
            {
                if (isUncertain && await table.HasAsync(record, _last, held.Token).ConfigureAwait(false))
                    return;
                var sentAt = time.GetTimestamp();
                _last = await table.AppendAsync(lease.Fence, record, lease.LeaseTime, held.Token).ConfigureAwait(false) ?? throw Taken();
                lease.Renewed(sentAt);
                return;
            }
            catch (NpgsqlException exception) when (exception is not PostgresException { IsTransient: false })
            {
                isUncertain = true;
                await PauseAsync(exception, held.Token, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception)
            {
                throw StoreErrors.Unavailable($"The journal of {table.Key} cannot be written", exception);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw lease.Lost.IsCancellationRequested ? Taken() : new JournalException($"The journal of {table.Key} cannot be written: the database did not answer in time. Nothing is signed or sent before it does.");
            }
        }
    }

    private async Task PauseAsync(NpgsqlException exception, CancellationToken held, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Pause, time, held).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw StoreErrors.Unavailable($"The journal of {table.Key} cannot be written", exception);
        }
    }

    private void RequireHeld()
    {
        if (Volatile.Read(ref _isDisposed) != 0)
            throw new JournalException($"The journal of {table.Key} is not open.");
        if (lease.Lost.IsCancellationRequested)
            throw Taken();
    }

    private JournalException Taken()
    {
        lease.Lose();
        return JournalException.Lost($"The lease of the wallet {table.Key} ended or is held by another process: this one signs and sends nothing for it.");
    }
}
