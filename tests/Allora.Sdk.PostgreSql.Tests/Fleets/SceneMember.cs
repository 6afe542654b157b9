using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.PostgreSql.Tests.Server;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Tests.Fleets;

/// <summary>A member in this process, with connections and a client of its own.</summary>
internal sealed class SceneMember : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<AlloraWallet> _wallets;
    private readonly PostgresServer _server;
    private readonly string _role;
    private readonly NpgsqlDataSource _database;
    private readonly AlloraClient _client;

    private SceneMember(FleetScene scene, PostgresServer server, string role, string name, IReadOnlyList<int> keys)
    {
        (_server, _role) = (server, role);
        _database = server.As(role);
        _client = new AlloraClient(scene.Chain.Network);
        _wallets = [.. keys.Select(FleetScene.Open)];
        Workers = new FleetProviders(_client).Add("model", new Constant());
        Member = new FleetMember(_database, _client, new FleetMemberOptions { Wallets = _wallets, Workers = Workers }, scene.Options with { Holder = name });
        Running = Member.RunAsync(_stop.Token);
    }

    public FleetProviders Workers { get; }

    public FleetMember Member { get; }

    public Task Running { get; }

    /// <summary>Starts it with a role of its own.</summary>
    public static async Task<SceneMember> StartAsync(FleetScene scene, PostgresServer server, string name, IReadOnlyList<int> keys)
    {
        var role = $"member_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"create role {role} login superuser");
        return new SceneMember(scene, server, role, name, keys);
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Running;
    }

    /// <summary>Cuts it off from the database, or ends that.</summary>
    public Task CutOffAsync(bool isCutOff) => _server.ExecuteAsync(isCutOff
        ? $"alter role {_role} nologin; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{_role}'"
        : $"alter role {_role} login");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _client.DisposeAsync();
        foreach (var wallet in _wallets)
            wallet.Dispose();
        await _database.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
