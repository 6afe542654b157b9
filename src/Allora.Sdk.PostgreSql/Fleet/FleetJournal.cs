using System.Collections.Concurrent;
using Allora.Sdk.PostgreSql.Leases;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>
/// The journals of a member's wallets. A journal is opened only with the lease that the member claimed, and once with each: a runner cannot take a wallet on its
/// own that the fleet has moved.
/// </summary>
internal sealed class FleetJournal(StoreStatements statements, TimeProvider time) : ISubmissionJournal
{
    private readonly ConcurrentDictionary<JournalKey, Lease> _claimed = new();

    /// <summary>Lets the next session have a lease.</summary>
    public void Offer(Lease lease) => _claimed[lease.Key] = lease;

    /// <summary>Takes back a lease that no session has.</summary>
    public void Withdraw(Lease lease) => _claimed.TryRemove(new KeyValuePair<JournalKey, Lease>(lease.Key, lease));

    public async ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_claimed.TryGetValue(key, out var lease) || lease.Lost.IsCancellationRequested)
            throw JournalException.Held($"The wallet {key} is not with this member of the fleet at present. 'allora fleet status' shows where it is.");
        var journal = new JournalTable(statements, key);
        try
        {
            var records = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
            return _claimed.TryRemove(new KeyValuePair<JournalKey, Lease>(key, lease))
                ? new PostgreSqlJournalSession(journal, lease, records, time)
                : throw JournalException.Held($"The wallet {key} was given back by this member of the fleet.");
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The journal of {key} cannot be opened", exception);
        }
    }
}
