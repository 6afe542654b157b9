using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Tests.Stores;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Tests.Fleet;

/// <summary>A store with a fleet, a chain, a model, and a folder of keys for real processes of the tool.</summary>
internal sealed class FleetHome : IAsyncDisposable
{
    private readonly CliHome _home;
    private readonly LoopbackApi _model;

    private FleetHome(CliHome home, StoreScene store, AlloraDevNet chain, LoopbackApi model, IReadOnlyList<string> wallets) =>
        (_home, Store, Chain, _model, Wallets) = (home, store, chain, model, wallets);

    public StoreScene Store { get; }

    public AlloraDevNet Chain { get; }

    public IReadOnlyList<string> Wallets { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FleetHome> CreateAsync(PostgresServer server, int wallets = 4)
    {
        var home = CliHome.Empty();
        var store = await StoreScene.CreateAsync(server, home);
        await home.JsonAsync("store", "create", "--store", store.Store);
        Directory.CreateDirectory(home["keys"]);
        var addresses = new List<string>();
        for (var index = 0; index < wallets; index++)
        {
            using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index + 1));
            KeyFile.Write(Path.Combine(home["keys"], string.Create(CultureInfo.InvariantCulture, $"w{index}.key")), wallet);
            addresses.Add(wallet.Address);
        }

        var chain = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            Genesis = DevNetGenesis.Default with
            {
                BlockInterval = TimeSpan.FromSeconds(1),
                Topics = [.. new ulong[] { 67, 68 }.Select(id => new GenesisTopic { Id = id, EpochLength = 14, WorkerSubmissionWindow = 12, GroundTruthLag = 14, FirstWindow = 10, Workers = addresses })],
            },
        }, Ct);
        var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        return new FleetHome(home, store, chain, model, addresses);
    }

    /// <summary>Writes a file with every wallet in both topics, and applies it.</summary>
    public async Task<JsonNode> ApplyAsync()
    {
        var list = string.Join(", ", Wallets);
        await File.WriteAllTextAsync(_home["fleet.yaml"], $"workers:\n  - {{ wallets: [{list}], topic: 67, endpoint: '{_model.Address}', poll_seconds: 1 }}\n  - {{ wallets: [{list}], topic: 68, endpoint: '{_model.Address}', poll_seconds: 1 }}\n", Ct);
        return await FleetAsync("apply", _home["fleet.yaml"]);
    }

    public Task<JsonNode> FleetAsync(params string[] arguments) => _home.JsonAsync(["fleet", .. arguments, "--network", "local", "--store", Store.Store]);

    public Task<(int Code, string Output, string Error)> TryAsync(params string[] arguments) => _home.RunAsync(["fleet", .. arguments, "--network", "local", "--store", Store.Store]);

    public CliProcess Start(string name) =>
        CliProcess.Start(_home.Environment(), ["fleet", "run", "--name", name, "--keys", _home["keys"], "--store", Store.Store, .. CliHome.At(Chain)]);

    /// <summary>Waits until a member holds this many wallets.</summary>
    public async Task HoldsAsync(string member, long wallets)
    {
        while ((long?)await Store.ScalarAsync($"select count(*) from allora.lease where holder = '{member}' and expires > clock_timestamp()") != wallets)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
    }

    public async Task ReachAsync(long height)
    {
        while (Chain.Height < height)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        await Chain.DisposeAsync();
        await _home.DisposeAsync();
    }
}
