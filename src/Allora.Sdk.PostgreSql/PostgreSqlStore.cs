using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql;

/// <summary>The tables of a store. Made and changed by a role that may; running workers need select, insert, update and delete alone.</summary>
public sealed class PostgreSqlStore
{
    /// <summary>The version of the tables that this package reads and writes.</summary>
    public const int Version = 3;

    // Any number: two processes that create the same store wait for one another.
    private const string LockText = "select pg_advisory_xact_lock(7166914)";

    private const string TablesText = """
        create schema if not exists {0};
        create table if not exists {0}.version (version integer primary key, at timestamptz not null default clock_timestamp());
        create table if not exists {0}.lease (
            chain text not null, wallet text not null, fence bigint not null, seq bigint not null, holder text not null, server text not null,
            expires timestamptz not null, primary key (chain, wallet)) with (fillfactor = 50);
        create table if not exists {0}.journal (
            chain text not null, wallet text not null, seq bigint not null, fence bigint not null, record text not null,
            at timestamptz not null default clock_timestamp(), primary key (chain, wallet, seq));
        insert into {0}.version (version) values (1), (2), (3) on conflict do nothing
        """;

    private const string VersionText = "select max(version) from {0}.version";

    private const string ExistsText = "select to_regclass('{0}.version') is not null";

    private readonly StoreStatements _statements;

    /// <summary>Names the store; no connection is made yet.</summary>
    /// <param name="source">The database.</param>
    /// <param name="options">The options, of which the schema matters. Default: the schema "allora".</param>
    /// <exception cref="AlloraException">An option is out of its bounds (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    public PostgreSqlStore(NpgsqlDataSource source, PostgreSqlJournalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _statements = new StoreStatements(source, (options ?? new PostgreSqlJournalOptions()).Validated().Schema);
    }

    /// <summary>Creates the schema and the tables, and brings those of an earlier version up to date; what is there is kept.</summary>
    /// <param name="cancellationToken">Cancels the request; then nothing was changed.</param>
    /// <exception cref="JournalException">The database cannot be reached or refuses it, or the tables are of a newer version.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await _statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (var one = _statements.Create(connection, LockText))
                await one.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (await VersionAsync(connection, cancellationToken).ConfigureAwait(false) > Version)
                throw Newer();
            foreach (var text in new[] { TablesText, HistoryTable.Create, FleetTables.Create })
            {
                await using var tables = _statements.Create(connection, text);
                await tables.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The store {_statements.Schema} cannot be created", exception);
        }
    }

    /// <summary>Gets the version of the store's tables; null if there are none.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">The database cannot be reached, or refuses it.</exception>
    public async Task<int?> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await _statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await VersionAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The store {_statements.Schema} cannot be used", exception);
        }
    }

    /// <summary>Checks that the tables are there, of this version, and can be written by the connection's role.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="JournalException">They are not; the message names what to do.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await _statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            switch (await VersionAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                case null:
                    throw new JournalException($"The store {_statements.Schema} does not exist. Create it with 'allora store create' or {nameof(PostgreSqlStore)}.{nameof(CreateAsync)}, as a role that may.");
                case < Version:
                    throw new JournalException($"The store {_statements.Schema} was made by an earlier version of Allora.Sdk. Bring it up to date with 'allora store migrate', as a role that may, and grant the workers' role its rights on the new tables.");
                case > Version:
                    throw Newer();
            }

            await WriteNothingAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Unavailable($"The store {_statements.Schema} cannot be used", exception);
        }
    }

    private async Task<int?> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var exists = _statements.Create(connection, ExistsText))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
                return null;
        }

        await using var version = _statements.Create(connection, VersionText);
        return await version.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int?;
    }

    // Rights are checked when a statement runs, whether or not it finds a row; the transaction is never committed.
    private async Task WriteNothingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        string[] texts =
        [
            "insert into {0}.lease (chain, wallet, fence, seq, holder, server, expires) select '', '', 0, 0, '', '', clock_timestamp() where false",
            "update {0}.lease set seq = seq where false",
            "insert into {0}.journal (chain, wallet, seq, fence, record) select '', '', 0, 0, '' where false",
            "delete from {0}.journal where false",
            "delete from {0}.history where false",
            "insert into {0}.history (chain, wallet, topic, nonce, actor) select '', '', 0, 0, '' where false",
            .. FleetTables.Probes,
        ];
        foreach (var text in texts)
        {
            await using var command = _statements.Create(connection, text);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private JournalException Newer() => new($"The store {_statements.Schema} was made by a newer version of Allora.Sdk. Use that one.");
}
