using Allora.Sdk.PostgreSql.Leases;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql;

/// <summary>
/// Journals in PostgreSQL. Give it to each wallet as <see cref="WalletOptions.Journal"/>: a wallet then belongs to one machine at a time, by a lease
/// that the machine renews, and every write carries the lease's fence, so that a machine that was away cannot write behind its successor's back.
/// </summary>
/// <remarks>
/// The tables are made by <see cref="PostgreSqlStore"/>. Leave synchronous_commit on: with it off, a crash of the server loses records of what was
/// signed. Poolers that hand a transaction's connection on (transaction pooling) work; the server must be the primary.
/// </remarks>
public sealed class PostgreSqlJournal : ISubmissionJournal, IAsyncDisposable
{
    private readonly LeaseKeeper _leases;
    private readonly StoreStatements _statements;
    private readonly TimeProvider _time;

    /// <summary>Names the store; no connection is made yet.</summary>
    /// <param name="source">The database. It is not disposed with the journal; one for all journals of a process is enough.</param>
    /// <param name="options">The options. Default: the values that <see cref="PostgreSqlJournalOptions"/> names.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="AlloraException">An option is out of its bounds (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    public PostgreSqlJournal(NpgsqlDataSource source, PostgreSqlJournalOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var settings = (options ?? new PostgreSqlJournalOptions()).Validated();
        _statements = new StoreStatements(source, settings.Schema);
        _time = time ?? TimeProvider.System;
        _leases = new LeaseKeeper(_statements, settings, _time);
    }

    /// <inheritdoc />
    public async ValueTask<IJournalSession> OpenAsync(JournalKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            var lease = await _leases.TakeAsync(key, cancellationToken).ConfigureAwait(false);
            try
            {
                var journal = new JournalTable(_statements, key);
                var records = await journal.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new PostgreSqlJournalSession(journal, lease, records, _time);
            }
            catch
            {
                await lease.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The journal of {key} cannot be opened", exception);
        }
    }

    /// <summary>Stops the renewal of leases. Sessions that are still open are lost.</summary>
    public ValueTask DisposeAsync() => _leases.DisposeAsync();
}
