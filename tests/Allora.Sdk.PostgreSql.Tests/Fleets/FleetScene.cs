using System.Diagnostics;
using System.Globalization;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Wallets;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Tests.Fleets;

/// <summary>A DevNet, a store with a fleet, and members in this process.</summary>
internal sealed class FleetScene : IAsyncDisposable
{
    public const long Epoch = 20;
    public const long FirstNonce = 6;

    private static int _schemas;

    private readonly PostgresServer _server;
    private readonly List<SceneMember> _members = [];

    private FleetScene(PostgresServer server, AlloraDevNet chain, PostgreSqlJournalOptions options, IReadOnlyList<string> wallets)
    {
        (_server, Chain, Options, Wallets) = (server, chain, options, wallets);
        Fleet = new PostgreSqlFleet(server.Source, chain.ChainId, options);
    }

    public static IReadOnlyList<ulong> Topics { get; } = [67, 68];

    public AlloraDevNet Chain { get; }

    public PostgreSqlJournalOptions Options { get; }

    public PostgreSqlFleet Fleet { get; }

    /// <summary>The addresses; the first one is of the mnemonic's index 1.</summary>
    public IReadOnlyList<string> Wallets { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FleetScene> StartAsync(PostgresServer server, int wallets = 6)
    {
        PostgresBinaries.Require();
        var options = new PostgreSqlJournalOptions { Schema = $"fleet_{Interlocked.Increment(ref _schemas)}" };
        await new PostgreSqlStore(server.Source, options).CreateAsync(Ct);
        var addresses = Enumerable.Range(0, wallets).Select(static index => AddressOf(index)).ToList();
        var chain = await AlloraDevNet.StartAsync(new DevNetOptions { Genesis = Genesis(addresses) }, Ct);
        var scene = new FleetScene(server, chain, options, addresses);
        await scene.Fleet.ApplyAsync([.. addresses.SelectMany(static wallet => Topics.Select(topic => new FleetWorker { Wallet = wallet, TopicId = topic, Provider = "model" }))], cancellationToken: Ct);
        return scene;
    }

    /// <summary>Starts a member that has the keys of some wallets, or of all.</summary>
    public async Task<SceneMember> JoinAsync(string name, params IReadOnlyList<int> keys)
    {
        var member = await SceneMember.StartAsync(this, _server, name, keys.Count == 0 ? [.. Enumerable.Range(0, Wallets.Count)] : keys);
        _members.Add(member);
        return member;
    }

    /// <summary>Waits for a state of the fleet; returns how long it took.</summary>
    public async Task<TimeSpan> ReachAsync(Func<FleetStatus, bool> isReached)
    {
        var watch = Stopwatch.StartNew();
        while (!isReached(await Fleet.GetStatusAsync(Ct)))
        {
            foreach (var member in _members.Where(static member => member.Running.IsFaulted))
                await member.Running;
            await Task.Delay(10, Ct);
        }

        return watch.Elapsed;
    }

    /// <summary>Waits until members hold these numbers of wallets.</summary>
    public Task<TimeSpan> ReachSharesAsync(params (string Member, int Wallets)[] shares) =>
        ReachAsync(status => shares.All(share => status.Wallets.Count(wallet => wallet.Holder == share.Member) == share.Wallets));

    /// <summary>Waits until the windows of all topics with nonces up to one that opens later have ended.</summary>
    public async Task<long> LaterAsync(int windows)
    {
        var last = FirstNonce + ((((Chain.Height - FirstNonce) / Epoch) + windows) * Epoch);
        while (Chain.Height < last + Epoch)
            await Task.Delay(50, Ct);
        return last;
    }

    /// <summary>The windows that a wallet has not answered, of those that began and ended between two heights.</summary>
    public List<(string Wallet, ulong Topic, long Nonce)> Missed(IEnumerable<string> wallets, long from, long last) =>
        [.. from nonce in Nonces(last)
            where nonce >= @from
            from topic in Topics
            from wallet in wallets
            where Chain.Submissions(topic, nonce).All(one => one.Worker != wallet)
            select (wallet, topic, nonce)];

    /// <summary>Every wallet was registered from the start: each transaction in a block carries one payload.</summary>
    public void AssertPaidOnce()
    {
        var transactions = Chain.Transactions();
        Assert.All(transactions, static transaction => Assert.Equal(0U, transaction.Code));
        Assert.Equal(Nonces(Chain.Height).Sum(nonce => Topics.Sum(topic => Chain.Submissions(topic, nonce).Count)), transactions.Count);
    }

    public void Print(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
        await Chain.DisposeAsync();
    }

    public static AlloraWallet Open(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index + 1));

    public NpgsqlDataSource Connect() => _server.As("owner");

    private static string AddressOf(int index)
    {
        using var wallet = Open(index);
        return wallet.Address;
    }

    private static IEnumerable<long> Nonces(long last)
    {
        for (var nonce = FirstNonce; nonce <= last; nonce += Epoch)
            yield return nonce;
    }

    private static DevNetGenesis Genesis(IReadOnlyList<string> wallets) => DevNetGenesis.Default with
    {
        BlockInterval = TimeSpan.FromMilliseconds(300),
        // The windows of all topics open with the same blocks.
        Parameters = new Dictionary<string, string> { ["max_active_topics_per_block"] = "10" },
        Topics = [.. Topics.Select(id => new GenesisTopic { Id = id, EpochLength = Epoch, WorkerSubmissionWindow = 18, GroundTruthLag = Epoch, FirstWindow = FirstNonce, Workers = wallets })],
    };
}
