namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The statements of a fleet's members. A member's row is its sign of life, by the server's clock.</summary>
internal sealed class MemberTable(StoreStatements statements, string chain)
{
    // Another process of the same name keeps it until its time is up. Null for the wallets: they have not changed.
    private const string BeatText = """
        insert into {0}.member as mine (chain, name, instance, able, able_hash, expires) values ($1, $2, $3, $4, $5, clock_timestamp() + $6)
        on conflict (chain, name) do update set expires = excluded.expires, able = excluded.able, able_hash = excluded.able_hash, instance = excluded.instance,
            draining = mine.draining and mine.instance = excluded.instance,
            since = case when mine.instance = excluded.instance then mine.since else clock_timestamp() end
            where mine.instance = excluded.instance or mine.expires < clock_timestamp()
        returning draining
        """;

    private const string KeepText = "update {0}.member set expires = clock_timestamp() + $5 where chain = $1 and name = $2 and instance = $3 and able_hash = $4 and expires > clock_timestamp() returning draining";

    private const string LeaveText = "delete from {0}.member where chain = $1 and name = $2 and instance = $3";

    private const string DrainText = "update {0}.member set draining = $3 where chain = $1 and name = $2 and expires > clock_timestamp() and ($4 = '' or instance = $4)";

    private const string ListText = "select name, draining, able_hash, since from {0}.member where chain = $1 and expires > clock_timestamp() order by name";

    private const string AbleText = "select able_hash, able from {0}.member where chain = $1 and able_hash = any($2)";

    /// <summary>Makes or renews a member's row; returns whether it drains, and null if another process has the name.</summary>
    public Task<bool?> BeatAsync(string name, string instance, IReadOnlyCollection<string> able, string ableHash, TimeSpan time, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        // The list may be long: it is sent only if it changed.
        await using (var keep = statements.Create(KeepText, chain, name, instance, ableHash, time))
        {
            if (await keep.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is bool drains)
                return (bool?)drains;
        }

        await using var beat = statements.Create(BeatText, chain, name, instance, able.ToArray(), ableHash, time);
        return await beat.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as bool?;
    });

    public Task<int> LeaveAsync(string name, string instance, CancellationToken cancellationToken) => ExecuteAsync(LeaveText, [chain, name, instance], cancellationToken);

    /// <summary>Sets whether a member drains; 0 if it is not alive. The instance may be empty.</summary>
    public Task<int> DrainAsync(string name, bool drains, string instance, CancellationToken cancellationToken) => ExecuteAsync(DrainText, [chain, name, drains, instance], cancellationToken);

    /// <summary>The members that are alive, by name.</summary>
    public Task<IReadOnlyList<MemberRow>> ListAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(ListText, chain);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var members = new List<MemberRow>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            members.Add(new MemberRow(reader.GetString(0), reader.GetBoolean(1), reader.GetString(2), reader.GetDateTime(3)));
        return (IReadOnlyList<MemberRow>)members;
    });

    /// <summary>The wallets behind hashes; a hash that is no longer there is missing.</summary>
    public Task<IReadOnlyList<(string Hash, HashSet<string> Wallets)>> AbleAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(AbleText, chain, hashes.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<(string, HashSet<string>)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            found.Add((reader.GetString(0), [.. reader.GetFieldValue<string[]>(1)]));
        return (IReadOnlyList<(string, HashSet<string>)>)found;
    });

    private Task<int> ExecuteAsync(string text, object[] values, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(text, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });
}

/// <summary>A member's row.</summary>
internal sealed record MemberRow(string Name, bool IsDraining, string AbleHash, DateTime Since);
