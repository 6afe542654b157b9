using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sqlite.Tests;

/// <summary>The file of the journal: who may read it, what becomes of it, and which versions are read.</summary>
public sealed class SqliteJournalTests
{
    private static readonly JournalKey Key = new() { ChainId = "chain-1", Wallet = "allo1" };

    private static readonly JournalRecord Spent = new() { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(1) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_owner_can_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes of files.");
            return;
        }

        await using var store = new SqliteJournalUnderTest();

        await using var session = await store.Create().OpenAsync(Key, Ct);
        await session.AppendAsync(Spent, Ct);

        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(store.Path)!, "journal.db*"))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_file_that_was_moved_away_ends_the_session()
    {
        await using var store = new SqliteJournalUnderTest();
        await using var session = await store.Create().OpenAsync(Key, Ct);
        File.Move(store.Path, store.Path + ".old");

        var failure = await Assert.ThrowsAsync<JournalException>(async () => await session.AppendAsync(Spent, Ct));

        Assert.Equal(AlloraErrorReason.JournalLost, failure.Reason);
        Assert.True(session.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await using var store = new SqliteJournalUnderTest();
        await using (var connection = store.Connect())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 99";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var failure = await Assert.ThrowsAsync<JournalException>(async () => await store.Create().OpenAsync(Key, Ct));

        Assert.Equal(AlloraErrorReason.JournalUnavailable, failure.Reason);
        Assert.Contains("version 99", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused_and_left_as_it_is()
    {
        await using var store = new SqliteJournalUnderTest();
        await File.WriteAllTextAsync(store.Path, "my notes, which are longer than a header of SQLite", Ct);

        var failure = await Assert.ThrowsAsync<JournalException>(async () => await store.Create().OpenAsync(Key, Ct));

        Assert.Contains(store.Path, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("my notes", await File.ReadAllTextAsync(store.Path, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wallet_lock_binds_other_journals_of_the_user_too()
    {
        await using var first = new SqliteJournalUnderTest();
        await using var second = new SqliteJournalUnderTest();
        var home = Path.GetDirectoryName(first.Path);
        await using var held = await new SqliteJournal(first.Path, flushToDisk: false, home).OpenAsync(Key, Ct);

        var failure = await Assert.ThrowsAsync<JournalException>(async () => await new SqliteJournal(second.Path, flushToDisk: true, home).OpenAsync(Key, Ct));

        Assert.Equal(AlloraErrorReason.JournalHeld, failure.Reason);
    }
}
