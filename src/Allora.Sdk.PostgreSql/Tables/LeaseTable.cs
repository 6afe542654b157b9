using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The statements of leases. Times are the server's own, so that no machine's clock matters.</summary>
internal sealed class LeaseTable(StoreStatements statements)
{
    // The row's lock orders takers: the second one sees the first one's expiry.
    private const string TakeText = """
        with before as (select server from {0}.lease where chain = $1 and wallet = $2)
        insert into {0}.lease as mine (chain, wallet, fence, seq, holder, server, expires) values ($1, $2, 1, 0, $3, $4, clock_timestamp() + $5)
        on conflict (chain, wallet) do update set fence = mine.fence + 1, holder = excluded.holder, server = excluded.server, expires = excluded.expires
            where mine.expires < clock_timestamp()
        returning fence, (select server from before)
        """;

    private const string HolderText = "select holder from {0}.lease where chain = $1 and wallet = $2";

    private const string RenewText = """
        update {0}.lease as mine set expires = clock_timestamp() + $4
        from unnest($1, $2, $3) as held(chain, wallet, fence)
        where mine.chain = held.chain and mine.wallet = held.wallet and mine.fence = held.fence
        returning mine.chain, mine.wallet, mine.fence
        """;

    // Members of a fleet wake up for a wallet that is free.
    private const string ReleaseText = """
        with free as (update {0}.lease set expires = '-infinity' where chain = $1 and wallet = $2 and fence = $3 returning chain)
        select pg_notify('{0}_fleet', chain) from free
        """;

    private const string SeedText = """
        insert into {0}.lease (chain, wallet, fence, seq, holder, server, expires) select $1, wallet, 0, 0, '', $3, '-infinity' from unnest($2) as one(wallet)
        on conflict (chain, wallet) do nothing
        """;

    // Members that claim at the same time pass over each other's rows.
    private const string ClaimText = """
        with free as (
            select one.wallet, one.server from {0}.lease as one
            where one.chain = $1 and one.wallet = any($2) and one.expires < clock_timestamp() order by one.wallet for update skip locked)
        update {0}.lease as mine set fence = mine.fence + 1, holder = $3, server = $4, expires = clock_timestamp() + $5
            from free where mine.chain = $1 and mine.wallet = free.wallet
        returning mine.wallet, mine.fence, free.server
        """;

    private const string ListText = "select wallet, holder, expires > clock_timestamp() from {0}.lease where chain = $1";

    // The timeline changes with each promotion of a standby and each restored backup that was rolled forward; the identifier with each new cluster.
    private const string IdentityText = "select (select system_identifier from pg_control_system())::text, left(pg_walfile_name(pg_current_wal_lsn()), 8), pg_current_wal_lsn() - '0/0'";

    /// <summary>Takes a lease that is free or has run out; null if somebody holds it.</summary>
    /// <returns>The fence, and the server on which the lease was taken before; null for the first time.</returns>
    public async Task<(long Fence, string? ServerBefore)?> TakeAsync(JournalKey key, string holder, string server, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var command = statements.Create(TakeText, key.ChainId, key.Wallet, holder, server, time);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? (reader.GetInt64(0), await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(1))
            : null;
    }

    /// <summary>Who holds a lease.</summary>
    public Task<string> HolderAsync(JournalKey key, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(HolderText, key.ChainId, key.Wallet);
        return (string?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) ?? "";
    });

    /// <summary>Renews leases in one statement, and returns those that are still held.</summary>
    public Task<HashSet<(JournalKey Key, long Fence)>> RenewAsync(IReadOnlyList<(JournalKey Key, long Fence)> held, TimeSpan time, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(
            RenewText, held.Select(static one => one.Key.ChainId).ToArray(), held.Select(static one => one.Key.Wallet).ToArray(), held.Select(static one => one.Fence).ToArray(), time);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        HashSet<(JournalKey, long)> renewed = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            renewed.Add((new JournalKey { ChainId = reader.GetString(0), Wallet = reader.GetString(1) }, reader.GetInt64(2)));
        return renewed;
    });

    /// <summary>Makes the rows of wallets that were never held.</summary>
    public Task<int> SeedAsync(string chain, IReadOnlyCollection<string> wallets, string server, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(SeedText, chain, wallets.ToArray(), server);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Takes those of some leases that are free, in one statement. Returns each with its fence and the server on which it was taken before.</summary>
    public async Task<IReadOnlyList<(string Wallet, long Fence, string ServerBefore)>> ClaimAsync(string chain, IReadOnlyCollection<string> wallets, string holder, string server, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var command = statements.Create(ClaimText, chain, wallets.ToArray(), holder, server, time);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var claimed = new List<(string, long, string)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            claimed.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        return claimed;
    }

    /// <summary>The leases of a chain: the last holder, and whether it holds it still.</summary>
    public Task<Dictionary<string, (string Holder, bool IsHeld)>> ListAsync(string chain, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(ListText, chain);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var leases = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            leases[reader.GetString(0)] = (reader.GetString(1), reader.GetBoolean(2));
        return leases;
    });

    /// <summary>Gives a lease back: the next holder needs no wait.</summary>
    public Task ReleaseAsync(JournalKey key, long fence, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(ReleaseText, key.ChainId, key.Wallet, fence);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Which server this is, and how far it has come.</summary>
    public Task<ServerIdentity> IdentityAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var command = statements.Create(IdentityText);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new ServerIdentity(reader.GetString(0), reader.GetString(1), reader.GetDecimal(2));
    });
}
