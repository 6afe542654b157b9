using System.Collections.Concurrent;
using System.Globalization;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Leases;

/// <summary>The leases of one process: taken one by one, renewed all in one statement, given back when their sessions end.</summary>
internal sealed class LeaseKeeper(StoreStatements statements, PostgreSqlJournalOptions options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(2);

    private readonly LeaseTable _table = new(statements);
    private readonly ConcurrentDictionary<(JournalKey Key, long Fence), Lease> _held = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _checking = new(1, 1);
    private readonly Lock _lock = new();
    private ServerIdentity? _server;
    private int _isDisposed;
    private Task? _renewing;

    /// <exception cref="JournalException">Somebody holds the lease (<see cref="AlloraErrorReason.JournalHeld"/>).</exception>
    public async Task<Lease> TakeAsync(JournalKey key, CancellationToken cancellationToken)
    {
        var server = await CheckServerAsync(cancellationToken).ConfigureAwait(false);
        var sentAt = time.GetTimestamp();
        if (await _table.TakeAsync(key, options.Holder, server.ToString(), options.LeaseTime, cancellationToken).ConfigureAwait(false) is not var (fence, before))
        {
            var holder = await _table.HolderAsync(key, cancellationToken).ConfigureAwait(false);
            throw JournalException.Held($"The wallet {key} is run by {holder}. Its lease ends {options.LeaseTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s after its last sign of life; stop that process to free it at once, or give this one another wallet.");
        }

        return Hold(key, fence, sentAt, isOnAnotherServer: before is not null && before != server.ToString());
    }

    /// <summary>Takes those of some wallets' leases that are free.</summary>
    /// <param name="chain">The chain id.</param>
    /// <param name="wallets">The wallets' addresses.</param>
    /// <param name="areNew">Those of them that may have no row yet.</param>
    /// <param name="cancellationToken">Cancels the request; leases that were taken nevertheless run out.</param>
    public async Task<IReadOnlyList<Lease>> ClaimAsync(string chain, IReadOnlyCollection<string> wallets, IReadOnlyCollection<string> areNew, CancellationToken cancellationToken)
    {
        var server = (await CheckServerAsync(cancellationToken).ConfigureAwait(false)).ToString();
        if (areNew.Count > 0)
            await _table.SeedAsync(chain, areNew, server, cancellationToken).ConfigureAwait(false);
        var sentAt = time.GetTimestamp();
        var claimed = await _table.ClaimAsync(chain, wallets, options.Holder, server, options.LeaseTime, cancellationToken).ConfigureAwait(false);
        return [.. claimed.Select(one => Hold(new JournalKey { ChainId = chain, Wallet = one.Wallet }, one.Fence, sentAt, one.ServerBefore != server))];
    }

    public async Task ReleaseAsync(Lease lease, bool isHeld)
    {
        _held.TryRemove((lease.Key, lease.Fence), out _);
        if (!isHeld)
            return;
        try
        {
            using var limit = new CancellationTokenSource(ReleaseTime, time);
            await _table.ReleaseAsync(lease.Key, lease.Fence, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            // The next holder waits until the lease has run out.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var lease in _held.Values)
            lease.Lose();
        Task? renewing;
        lock (_lock)
            renewing = _renewing;
        if (renewing is not null)
            await renewing.ConfigureAwait(false);
        _stop.Dispose();
    }

    private Lease Hold(JournalKey key, long fence, long sentAt, bool isOnAnotherServer)
    {
        var lease = new Lease(this, key, fence, sentAt, time, options) { IsOnAnotherServer = isOnAnotherServer };
        _held[(key, fence)] = lease;
        lock (_lock)
            _renewing ??= Task.Run(RenewAsync, CancellationToken.None);
        return lease;
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(options.RenewInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                await RenewOnceAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The journal was disposed.
        }
    }

    private async Task RenewOnceAsync()
    {
        if (_held.IsEmpty)
            return;
        using var timeout = new CancellationTokenSource(options.Deadline, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, timeout.Token);
        try
        {
            await CheckServerAsync(limit.Token).ConfigureAwait(false);
            var asked = _held.Values.ToList();
            var sentAt = time.GetTimestamp();
            var renewed = await _table.RenewAsync([.. asked.Select(static lease => (lease.Key, lease.Fence))], options.LeaseTime, limit.Token).ConfigureAwait(false);
            foreach (var lease in asked)
            {
                if (renewed.Contains((lease.Key, lease.Fence)))
                    lease.Renewed(sentAt);
                else
                    lease.Lose();
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or ObjectDisposedException || (exception is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            // Each lease's own deadline ends it if the database stays away.
        }
    }

    // A promoted replica may lack the last renewals and records, so that the fence on it protects nobody: whoever held a lease holds it no more.
    // One check at a time: answers that overtake one another would look like a server that went back.
    private async Task<ServerIdentity> CheckServerAsync(CancellationToken cancellationToken)
    {
        await _checking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var server = await _table.IdentityAsync(cancellationToken).ConfigureAwait(false);
            var before = _server;
            _server = server;
            if (before is not null && !server.Continues(before))
            {
                foreach (var lease in _held.Values)
                    lease.Lose();
            }

            return server;
        }
        finally
        {
            _checking.Release();
        }
    }
}
