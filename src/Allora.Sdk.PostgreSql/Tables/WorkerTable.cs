using Npgsql;

namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The statements of workers' specifications and of the wallets that were moved. Each change of a specification moves the revision.</summary>
internal sealed class WorkerTable(StoreStatements statements, string chain)
{
    private const string SelectText = "select wallet, topic, role, provider, options from {0}.worker where chain = $1 order by wallet, topic, role";

    private const string RevisionText = "select coalesce((select revision from {0}.fleet where chain = $1), 0)";

    // Taken first: two changes at once wait for one another.
    private const string BumpText = "insert into {0}.fleet as mine (chain, revision) values ($1, 1) on conflict (chain) do update set revision = mine.revision + 1";

    private const string UpsertText = """
        insert into {0}.worker as old (chain, wallet, topic, role, provider, options)
            select $1, one.wallet, one.topic, one.role, one.provider, one.options from unnest($2, $3, $4, $5, $6) as one(wallet, topic, role, provider, options)
        on conflict (chain, wallet, topic, role) do update set provider = excluded.provider, options = excluded.options
            where old.provider <> excluded.provider or old.options <> excluded.options
        returning (xmax = 0)
        """;

    private const string PruneText = """
        delete from {0}.worker as old where chain = $1 and not exists (
            select from unnest($2, $3, $4) as one(wallet, topic, role) where one.wallet = old.wallet and one.topic = old.topic and one.role = old.role)
        """;

    private const string RemoveText = "delete from {0}.worker where chain = $1 and wallet = $2 and ($3 = 0 or topic = $3) and ($4 = '' or role = $4)";

    private const string PinText = "insert into {0}.pin (chain, wallet, member) values ($1, $2, $3) on conflict (chain, wallet) do update set member = excluded.member";

    private const string UnpinText = "delete from {0}.pin where chain = $1 and wallet = $2";

    private const string PinsText = "select wallet, member from {0}.pin where chain = $1";

    /// <summary>The specifications by wallet, topic and role.</summary>
    public Task<IReadOnlyList<WorkerRow>> SelectAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(SelectText, chain);
        return await ReadAsync(command, cancellationToken).ConfigureAwait(false);
    });

    public Task<long> RevisionAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(RevisionText, chain);
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    });

    /// <summary>Writes specifications in one transaction.</summary>
    /// <param name="rows">The specifications.</param>
    /// <param name="prune">Whether all others are deleted.</param>
    /// <param name="check">Throws for a set of specifications that must not be; then nothing is changed.</param>
    /// <param name="cancellationToken">Cancels the request; then nothing was changed.</param>
    public async Task<(int Added, int Changed, int Removed)> ApplyAsync(IReadOnlyList<WorkerRow> rows, bool prune, Action<IReadOnlyList<WorkerRow>> check, CancellationToken cancellationToken)
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, BumpText, [chain], cancellationToken).ConfigureAwait(false);
        var wallets = rows.Select(static row => row.Wallet).ToArray();
        var (topics, roles) = (rows.Select(static row => row.Topic).ToArray(), rows.Select(static row => row.Role).ToArray());
        var removed = prune ? await ExecuteAsync(connection, PruneText, [chain, wallets, topics, roles], cancellationToken).ConfigureAwait(false) : 0;
        var (added, changed) = (0, 0);
        await using (var upsert = statements.Create(connection, UpsertText, chain, wallets, topics, roles, rows.Select(static row => row.Provider).ToArray(), rows.Select(static row => row.Options).ToArray()))
        await using (var reader = await upsert.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                _ = reader.GetBoolean(0) ? added++ : changed++;
        }

        await using (var all = statements.Create(connection, SelectText, chain))
            check(await ReadAsync(all, cancellationToken).ConfigureAwait(false));
        await ExecuteAsync(connection, FleetTables.Notify, [chain], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (added, changed, removed);
    }

    /// <summary>Deletes a wallet's specifications; topic 0 is every topic, an empty role every role.</summary>
    public async Task<int> RemoveAsync(string wallet, long topic, string role, CancellationToken cancellationToken)
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, BumpText, [chain], cancellationToken).ConfigureAwait(false);
        var removed = await ExecuteAsync(connection, RemoveText, [chain, wallet, topic, role], cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, FleetTables.Notify, [chain], cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return removed;
    }

    /// <summary>Moves a wallet to a member; null lets it run anywhere.</summary>
    public async Task PinAsync(string wallet, string? member, CancellationToken cancellationToken)
    {
        await using (var pin = member is null ? statements.Create(UnpinText, chain, wallet) : statements.Create(PinText, chain, wallet, member))
            await pin.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await NotifyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The wallets that were moved, with their members.</summary>
    public Task<Dictionary<string, string>> PinsAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(PinsText, chain);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var pins = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            pins[reader.GetString(0)] = reader.GetString(1);
        return pins;
    });

    /// <summary>Wakes all members.</summary>
    public Task NotifyAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(FleetTables.Notify, chain);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    private async Task<int> ExecuteAsync(NpgsqlConnection connection, string text, object[] values, CancellationToken cancellationToken)
    {
        await using var command = statements.Create(connection, text, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<WorkerRow>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<WorkerRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(new WorkerRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        return rows;
    }
}

/// <summary>A worker's row.</summary>
internal sealed record WorkerRow(string Wallet, long Topic, string Role, string Provider, string Options);
