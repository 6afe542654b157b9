using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>The tables: who makes them, who may use them, and what is said if they are not there.</summary>
public sealed class StoreTests(PostgresServer server)
{
    private static readonly JournalKey Key = new() { ChainId = "chain-1", Wallet = "allo1" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_that_may_not_create_runs_workers()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var schema = store.Options.Schema;
        await server.ExecuteAsync($"create role {schema}_worker login; grant usage on schema {schema} to {schema}_worker; grant select, insert, update, delete on all tables in schema {schema} to {schema}_worker");
        await using var source = server.As($"{schema}_worker");
        await new PostgreSqlStore(source, store.Options).CheckAsync(Ct);

        await using var session = await store.Create(store.Options, source).OpenAsync(Key, Ct);
        await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(1) }, Ct);
        await session.CompactAsync(Ct);

        var refused = await Assert.ThrowsAsync<JournalException>(() => new PostgreSqlStore(source, store.Options with { Schema = "another" }).CreateAsync(Ct));
        Assert.Contains("lacks a right", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_rights_is_told_which()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        var schema = store.Options.Schema;
        await server.ExecuteAsync($"create role {schema}_reader login; grant usage on schema {schema} to {schema}_reader; grant select on all tables in schema {schema} to {schema}_reader");
        await using var source = server.As($"{schema}_reader");

        var refused = await Assert.ThrowsAsync<JournalException>(() => new PostgreSqlStore(source, store.Options).CheckAsync(Ct));

        Assert.Contains("permission denied for table lease", refused.Message, StringComparison.Ordinal);
        Assert.Contains("select, insert, update and delete", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_tables_are_said_with_the_remedy()
    {
        PostgresBinaries.Require();
        var options = new PostgreSqlJournalOptions { Schema = "nowhere" };

        var notThere = await Assert.ThrowsAsync<JournalException>(() => new PostgreSqlStore(server.Source, options).CheckAsync(Ct));
        await using var journal = new PostgreSqlJournal(server.Source, options);
        var opened = await Assert.ThrowsAsync<JournalException>(async () => await journal.OpenAsync(Key, Ct));

        Assert.Contains("PostgreSqlStore.CreateAsync", notThere.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSqlStore.CreateAsync", opened.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creating_twice_and_at_once_keeps_what_is_there()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await using (var session = await store.Create().OpenAsync(Key, Ct))
            await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(7) }, Ct);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new PostgreSqlStore(server.Source, store.Options).CreateAsync(Ct)));

        await using var after = await store.Create().OpenAsync(Key, Ct);
        Assert.Equal(new UAllo(7), Assert.Single(after.Records).Fee);
    }

    [Fact]
    public async Task A_newer_store_is_left_alone()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await server.ExecuteAsync($"insert into {store.Options.Schema}.version (version) values (99)");

        var created = await Assert.ThrowsAsync<JournalException>(() => new PostgreSqlStore(server.Source, store.Options).CreateAsync(Ct));
        var used = await Assert.ThrowsAsync<JournalException>(() => new PostgreSqlStore(server.Source, store.Options).CheckAsync(Ct));

        Assert.Contains("newer version", created.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", used.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Allora")]
    [InlineData("a\"; drop schema public")]
    [InlineData("1st")]
    [InlineData("")]
    public void A_schema_that_would_need_quotes_is_refused(string schema)
    {
        PostgresBinaries.Require();
        var refused = Assert.Throws<AlloraException>(() => new PostgreSqlStore(server.Source, new PostgreSqlJournalOptions { Schema = schema }));
        Assert.Equal(AlloraErrorReason.InvalidConfiguration, refused.Reason);
    }
}
