using System.Diagnostics;
using System.Globalization;
using Allora.Sdk.PostgreSql.Tests.Server;

namespace Allora.Cli.Tests.Fleet;

/// <summary>allora fleet, with members in processes of their own.</summary>
public sealed class FleetRunTests(PostgresServer server)
{
    private static readonly TimeSpan MaxHandover = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Processes_share_wallets_and_take_over_from_one_that_is_killed_and_one_that_ends()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        await using var home = await FleetHome.CreateAsync(server);
        Assert.Equal(8, (int?)(await home.ApplyAsync())["added"]);
        await using var first = home.Start("a");
        await first.ReadUntilAsync("Claimed");
        await using var second = home.Start("b");
        await home.HoldsAsync("a", 2);
        await home.HoldsAsync("b", 2);
        while (home.Chain.PendingTransactions == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        Assert.NotEqual(0, await first.SignalAsync("KILL"));
        await home.HoldsAsync("b", 4);
        var killed = watch.Elapsed;

        await using var third = home.Start("c");
        await home.HoldsAsync("c", 2);
        var moved = await home.FleetAsync("move", home.Wallets[0], "c");
        Assert.True((double?)moved["seconds"] < 5, moved.ToJsonString());
        await home.HoldsAsync("b", 2);
        var drained = await home.FleetAsync("drain", "c");
        Assert.Equal(0, (int?)drained["without_member"]);
        await home.HoldsAsync("b", 4);
        await home.FleetAsync("drain", "c", "--cancel");
        await home.HoldsAsync("c", 2);

        watch.Restart();
        var ending = second.SignalAsync("TERM");
        await home.HoldsAsync("c", 4);
        var ended = watch.Elapsed;
        Assert.Equal(0, await ending);
        await home.ReachAsync(home.Chain.Height + 30);
        Assert.Equal(0, await third.SignalAsync("TERM"));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after kill -9 the wallets ran elsewhere within {killed.TotalSeconds:0.0} s, after SIGTERM within {ended.TotalSeconds:0.00} s, moved in {moved["seconds"]} s, drained in {drained["seconds"]} s"));
        Assert.True(ended < MaxHandover, $"{ended}");
        Assert.All(home.Chain.Transactions(), static transaction => Assert.Equal(0U, transaction.Code));
        var submissions = Enumerable.Range(1, (int)home.Chain.Height).Sum(nonce => home.Chain.Submissions(67, nonce).Count + home.Chain.Submissions(68, nonce).Count);
        Assert.True(submissions >= 16, $"{submissions}");
        Assert.Equal(submissions, home.Chain.Transactions().Count);
    }

    [Fact]
    public async Task Workers_are_shown_and_removed_and_mistakes_are_refused()
    {
        await using var home = await FleetHome.CreateAsync(server, wallets: 2);
        await home.ApplyAsync();
        Assert.Equal(4, (int?)(await home.ApplyAsync())["unchanged"]);

        var status = await home.FleetAsync("status");
        Assert.Equal("no member has its key, or can run all its workers", (string?)status["wallets"]![0]!["remark"]);
        Assert.Equal("67 inferer", (string?)status["wallets"]![0]!["workers"]![0]);
        Assert.Equal(1, (int?)(await home.FleetAsync("remove", home.Wallets[0], "--topic", "68"))["removed"]);
        Assert.Equal(1, (int?)(await home.FleetAsync("remove", home.Wallets[0], "--role", "inferer"))["removed"]);

        var (code, _, error) = await home.TryAsync("remove", home.Wallets[0]);
        Assert.Equal(2, code);
        Assert.Contains("no such worker", error, StringComparison.Ordinal);
        (code, _, error) = await home.TryAsync("move", home.Wallets[1], "nobody");
        Assert.Equal(2, code);
        Assert.Contains("is not a member that is alive", error, StringComparison.Ordinal);
        (code, _, error) = await home.TryAsync("drain", "nobody");
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task All_errors_of_a_file_are_reported_at_once()
    {
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["fleet.yaml"], "workers:\n  - { topic: 67, endpoint: 'http://localhost/{TopicId}' }\n  - { wallet: allo1x, topic: 0, endpoint: x, key: bank }\nwalets: []\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await home.RunAsync("fleet", "apply", home["fleet.yaml"], "--store", "postgresql:Host=db;Username=u");
        Assert.Equal(2, code);
        foreach (var says in new[] { "workers[0]: name its wallet", "\"allo1x\" is not an address", "workers[1].topic", "workers[1].endpoint must be an http address", "walets is not known" })
            Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_needs_a_store_and_a_key()
    {
        await using var home = CliHome.Empty();
        var (code, _, error) = await home.RunAsync("fleet", "run", "--network", "local");
        Assert.Equal(2, code);
        Assert.Contains("needs a PostgreSQL store", error, StringComparison.Ordinal);
        (code, _, error) = await home.RunAsync("fleet", "run", "--network", "local", "--store", "postgresql:Host=db;Username=u");
        Assert.Equal(2, code);
        Assert.Contains("no key was found", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(home["run.yaml"], "network: local\nkey: bank\nworkers: []\n", TestContext.Current.CancellationToken);
        (code, _, error) = await home.RunAsync("fleet", "run", "--config", home["run.yaml"], "--store", "postgresql:Host=db;Username=u");
        Assert.Equal(2, code);
        Assert.Contains("key is not read here", error, StringComparison.Ordinal);
    }
}
