using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;
using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>Crashes and restored backups of the server, on a server of the test's own.</summary>
public sealed class ServerFaultTests
{
    private static readonly JournalKey Key = new() { ChainId = "chain-1", Wallet = "allo1" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_in_the_middle_of_appends_loses_and_repeats_nothing_that_was_answered()
    {
        PostgresBinaries.Require();
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await using (var session = await store.Create().OpenAsync(Key, Ct))
        {
            var crashing = Task.CompletedTask;
            for (var number = 1; number <= 60; number++)
            {
                if (number == 20)
                    crashing = CrashAsync(server);
                await session.AppendAsync(Record(number), Ct);
            }

            await crashing;
        }

        await using var after = await store.Create().OpenAsync(Key, Ct);
        Assert.Equal(Enumerable.Range(1, 60).Select(static number => new UAllo(number)), after.Records.Select(static record => record.Fee!.Value).Distinct());
    }

    [Fact]
    public async Task A_restored_backup_ends_the_sessions_and_is_said()
    {
        PostgresBinaries.Require();
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await server.StopAsync();
        await server.BackupAsync(restore: false);
        await server.StartAsync();
        var time = new FakeTimeProvider();
        await using var session = await store.Create(store.Options, time: time).OpenAsync(Key, Ct);
        await session.AppendAsync(Record(1), Ct);

        await server.StopAsync();
        await server.BackupAsync(restore: true);
        await server.StartAsync();
        while (!session.Lost.IsCancellationRequested)
        {
            // Less than the lease: it is the server's identity that ends the session.
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Ct);
        }

        var failure = await Assert.ThrowsAsync<JournalException>(async () => await session.AppendAsync(Record(2), Ct));
        Assert.Equal(AlloraErrorReason.JournalLost, failure.Reason);
    }

    [Fact]
    public async Task A_store_on_another_server_may_lack_records()
    {
        PostgresBinaries.Require();
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var store = await PostgreSqlJournalUnderTest.StartAsync(server);
        await using (var first = await store.Create().OpenAsync(Key, Ct))
            Assert.False(first.MayLackRecords);
        await using (var second = await store.Create().OpenAsync(Key, Ct))
            Assert.False(second.MayLackRecords);

        await server.ExecuteAsync($"update {store.Options.Schema}.lease set server = '1, timeline 00000001'");

        await using var moved = await store.Create().OpenAsync(Key, Ct);
        Assert.True(moved.MayLackRecords);
    }

    private static async Task CrashAsync(PostgresServer server)
    {
        await server.StopAsync();
        await server.StartAsync();
    }

    private static JournalRecord Record(int number) => new() { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(number) };
}
