using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Microsoft.Extensions.Time.Testing;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>Leases: who may hold a wallet, until when, and what becomes of a holder that was away.</summary>
public sealed class LeaseTests(PostgresServer server)
{
    private static readonly JournalKey Key = new() { ChainId = "chain-1", Wallet = "allo1" };

    private static readonly JournalRecord Spent = new() { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(1) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_lost_at_four_fifths_of_its_lease_without_a_word_from_the_database()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var time = new FakeTimeProvider();
        await using var source = server.As("owner");
        await using var session = await store.Create(store.Options, source, time).OpenAsync(Key, Ct);
        // The database is out of reach from here on.
        await source.DisposeAsync();

        time.Advance(TimeSpan.FromSeconds(47));
        Assert.False(session.Lost.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(session.Lost.IsCancellationRequested);
        var failure = await Assert.ThrowsAsync<JournalException>(async () => await session.AppendAsync(Spent, Ct));
        Assert.Equal(AlloraErrorReason.JournalLost, failure.Reason);
    }

    [Fact]
    public async Task Renewal_keeps_a_session_for_many_times_its_lease()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var time = new FakeTimeProvider();
        await using var session = await store.Create(store.Options, time: time).OpenAsync(Key, Ct);

        for (var renewal = 0; renewal < 20; renewal++)
        {
            var before = await ExpiresAsync(store);
            time.Advance(TimeSpan.FromSeconds(12));
            while (await ExpiresAsync(store) == before)
                await Task.Delay(5, Ct);
            await session.AppendAsync(Spent, Ct);
        }

        Assert.False(session.Lost.IsCancellationRequested);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_full_disk_ends_an_append_although_the_lease_is_renewed()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await server.ExecuteAsync($"create function {store.Options.Schema}.disk_full() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$; create trigger disk_full before insert on {store.Options.Schema}.journal execute function {store.Options.Schema}.disk_full()");
        var time = new FakeTimeProvider();
        await using var session = await store.Create(store.Options, time: time).OpenAsync(Key, Ct);

        var append = session.AppendAsync(Spent, Ct).AsTask();
        for (var renewal = 0; renewal < 6 && !append.IsCompleted; renewal++)
        {
            var before = await ExpiresAsync(store);
            time.Advance(TimeSpan.FromSeconds(12));
            while (await ExpiresAsync(store) == before && !append.IsCompleted)
                await Task.Delay(5, Ct);
        }

        var failure = await Assert.ThrowsAsync<JournalException>(() => append);
        Assert.Equal(AlloraErrorReason.JournalUnavailable, failure.Reason);
        Assert.False(session.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_holder_that_was_frozen_finds_out_before_it_writes()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await using var frozen = await store.Create().OpenAsync(Key, Ct);
        await frozen.AppendAsync(Spent, Ct);

        await using var heir = await store.TakeOverAsync(Key, Ct);

        Assert.True(heir.Fence > frozen.Fence);
        Assert.Single(heir.Records);
        var failure = await Assert.ThrowsAsync<JournalException>(async () => await frozen.AppendAsync(Spent, Ct));
        Assert.Equal(AlloraErrorReason.JournalLost, failure.Reason);
        Assert.True(frozen.Lost.IsCancellationRequested);
        await heir.AppendAsync(Spent, Ct);
    }

    [Fact]
    public async Task A_lost_session_that_ends_does_not_give_its_successors_lease_away()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var frozen = await store.Create().OpenAsync(Key, Ct);
        await using var heir = await store.TakeOverAsync(Key, Ct);

        await frozen.DisposeAsync();

        var refused = await Assert.ThrowsAsync<JournalException>(async () => await store.Create().OpenAsync(Key, Ct));
        Assert.Equal(AlloraErrorReason.JournalHeld, refused.Reason);
        Assert.Contains(store.Options.Holder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_wallets_are_renewed_in_one_statement()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var time = new FakeTimeProvider();
        var journal = store.Create(store.Options, time: time);
        var sessions = new List<IJournalSession>();
        for (var wallet = 0; wallet < 200; wallet++)
            sessions.Add(await journal.OpenAsync(Key with { Wallet = $"allo{wallet}" }, Ct));
        var before = await ExpiresAsync(store);

        time.Advance(TimeSpan.FromSeconds(12));
        while (await ExpiresAsync(store) == before)
            await Task.Delay(5, Ct);

        // One statement has one time for all rows to be older than.
        await using var stale = store.Statements.Create("select count(*) from {0}.lease where expires < (select max(expires) from {0}.lease) - interval '5 seconds'");
        Assert.Equal(0L, await stale.ExecuteScalarAsync(Ct));
        foreach (var session in sessions)
            await session.DisposeAsync();
    }

    [Fact]
    public async Task A_journal_that_is_disposed_ends_its_sessions()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var journal = store.Create(store.Options);
        await using var session = await journal.OpenAsync(Key, Ct);

        await journal.DisposeAsync();

        Assert.True(session.Lost.IsCancellationRequested);
    }

    private static async Task<DateTime> ExpiresAsync(PostgreSqlJournalUnderTest store)
    {
        await using var command = store.Statements.Create("select min(expires) from {0}.lease");
        return (DateTime)(await command.ExecuteScalarAsync(Ct))!;
    }
}
