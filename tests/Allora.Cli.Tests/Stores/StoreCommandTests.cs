using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sqlite;
using Allora.Sdk.Values;

namespace Allora.Cli.Tests.Stores;

/// <summary>allora store: tables, and journals that move.</summary>
public sealed class StoreCommandTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_are_created_checked_and_brought_up_to_date()
    {
        await using var home = CliHome.Empty();
        var scene = await StoreScene.CreateAsync(server, home);
        var (code, _, error) = await home.RunAsync("store", "check", "--store", scene.Store);
        Assert.Equal(1, code);
        Assert.Contains("allora store create", error, StringComparison.Ordinal);
        (code, _, error) = await home.RunAsync("store", "migrate", "--store", scene.Store);
        Assert.Equal(2, code);
        Assert.Contains("has no store", error, StringComparison.Ordinal);

        var created = await home.JsonAsync("store", "create", "--store", scene.Store);

        Assert.True((int?)created["version"] >= 1);
        await home.JsonAsync("store", "migrate", "--store", scene.Store);
        await home.JsonAsync("store", "check", "--store", scene.Store);
    }

    [Theory]
    [InlineData("postgresql:Host=db;Username=u;Password=hunter22-7", "holds a password")]
    [InlineData("postgresql:Host=db;Pasword=hunter22-7", "cannot be read")]
    [InlineData("postgresql://u:hunter22-7@db/allora", "cannot be read")]
    [InlineData("postgres:Host=db;Password=hunter22-7", "is not a store")]
    public async Task A_password_in_an_argument_is_refused_and_not_shown(string store, string says)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.RunAsync("store", "check", "--store", store);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_connection_string_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are of Unix");
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["store"], "Host=db;Password=hunter22-7", Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(home["store"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var (code, _, error) = await home.RunAsync("store", "check", "--store", $"postgresql:file:{home["store"]}");
        Assert.Equal(2, code);
        Assert.Contains("chmod 600", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_moves_through_all_three_stores_and_is_in_force_in_one()
    {
        await using var home = await CliHome.WithChainAsync();
        var scene = await StoreScene.CreateAsync(server, home);
        await home.JsonAsync("store", "create", "--store", scene.Store);
        var wallet = await home.ImportBankAsync();
        var key = new JournalKey { ChainId = home.Chain.ChainId, Wallet = wallet };
        await using (var session = await new FileJournal(home["state"]).OpenAsync(key, Ct))
        {
            await session.AppendAsync(new JournalRecord { Kind = JournalRecordKind.Spent, Time = DateTimeOffset.UnixEpoch, Fee = new UAllo(7) }, Ct);
            var (held, _, said) = await home.RunAsync("store", "export", wallet, home["held"], "--network", "local", "--store", $"file:{home["state"]}");
            Assert.Equal(2, held);
            Assert.Contains("Another process runs the wallet", said, StringComparison.Ordinal);
        }

        string[] stores = [$"file:{home["state"]}", $"sqlite:{home["journal.db"]}", scene.Store, $"file:{home["again"]}"];
        for (var step = 1; step < stores.Length; step++)
        {
            var file = home[$"moved-{step}"];
            await home.JsonAsync("store", "export", wallet, file, "--network", "local", "--store", stores[step - 1]);
            Assert.Equal(1, (int?)(await home.JsonAsync("store", "import", file, "--store", stores[step]))["records"]);
            Assert.False(File.Exists(file));
        }

        var (code, _, error) = await home.RunAsync(["send", wallet, "1uallo", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.Equal(1, code);
        Assert.Contains("was moved out of this store", error, StringComparison.Ordinal);
        await using (var left = await new SqliteJournal(home["journal.db"]).OpenAsync(key, Ct))
            Assert.Equal(JournalRecordKind.MovedAway, left.Records[^1].Kind);
        await using (var last = await new FileJournal(home["again"]).OpenAsync(key, Ct))
            Assert.Equal([JournalRecordKind.MovedAway, JournalRecordKind.Spent, JournalRecordKind.MovedHere], last.Records.Select(static record => record.Kind));
        // The fees of earlier runs count at the journal's new place.
        Assert.Equal("Included", (string?)(await home.JsonAsync(["send", wallet, "1uallo", "--from", "bank", "--state", home["again"], .. home.AtChain]))["status"]);
    }
}
