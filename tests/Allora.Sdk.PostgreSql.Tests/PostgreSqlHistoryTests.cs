using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Testing.History;

namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>The history in the database.</summary>
public sealed class PostgreSqlHistoryTests(PostgresServer server)
{
    [Fact]
    public async Task Rows_are_merged_read_and_deleted()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await HistoryStoreChecks.RunAsync(new PostgreSqlHistory(server.Source, store.Options), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_store_of_the_first_version_is_brought_up_to_date()
    {
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await server.ExecuteAsync($"drop table {store.Options.Schema}.history; delete from {store.Options.Schema}.version where version > 1");
        var tables = new PostgreSqlStore(server.Source, store.Options);
        var failure = await Assert.ThrowsAsync<Sending.Journal.JournalException>(() => tables.CheckAsync(TestContext.Current.CancellationToken));
        Assert.Contains("allora store migrate", failure.Message, StringComparison.Ordinal);

        await tables.CreateAsync(TestContext.Current.CancellationToken);

        await tables.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(PostgreSqlStore.Version, await tables.GetVersionAsync(TestContext.Current.CancellationToken));
    }
}
