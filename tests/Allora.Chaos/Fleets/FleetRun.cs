using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Allora.Chaos.Harness;
using Allora.Sdk.DevNet;
using Allora.Sdk.PostgreSql;
using Allora.Sdk.PostgreSql.Fleet;
using Npgsql;

namespace Allora.Chaos.Fleets;

/// <summary>One run over a fleet of real processes, a PostgreSQL server and a DevNet.</summary>
internal sealed class FleetRun(FleetChaosOptions options)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly RunFolder _folder = new(options.Folder);

    /// <summary>Returns the exit code: 0 if all invariants hold.</summary>
    public async Task<int> RunAsync()
    {
        if (FleetServer.Programs is null)
        {
            Console.WriteLine("skipped: PostgreSQL is not installed here (on Debian: apt-get install postgresql)");
            return 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fleet: seed {options.Seed}, {options.Processes} processes, {options.Wallets} wallets with {options.Topics} topics each, blocks of {options.BlockMs} ms, windows of {options.Window} blocks, leases of {options.LeaseSeconds} s; logs in {_folder.Root}"));
        await using var server = await FleetServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.Connection);
        await new PostgreSqlStore(database).CreateAsync();
        if (Directory.Exists(_folder.Path("keys")))
            Directory.Delete(_folder.Path("keys"), recursive: true);
        var wallets = FleetChain.WriteKeys(_folder.Path("keys"), options.Wallets);
        await using var chain = await FleetChain.StartAsync(options, wallets);
        using var requests = new FleetRequests(chain, _folder.Path("devnet.jsonl"));
        await using var model = new FleetModel(FreePort());
        await ApplyAsync(database, chain, wallets, model.Address);
        await using var processes = new FleetProcesses(_folder.Root, _folder.Path("keys"), "postgresql:" + server.Connection, chain.Grpc, chain.Rpc, options.LeaseSeconds);
        var (faults, from) = await FaultsAsync(server, database, chain, processes, requests, wallets);
        foreach (var name in processes.Names.ToList())
            await processes.StopAsync(name);
        return FleetReport.Write(new FleetJudge(requests.Lines, faults, wallets, from), faults) ? 0 : 1;
    }

    private async Task<(IReadOnlyList<FleetFault> Faults, double From)> FaultsAsync(FleetServer server, NpgsqlDataSource database, AlloraDevNet chain, FleetProcesses processes, FleetRequests requests, IReadOnlyList<string> wallets)
    {
        for (var place = 0; place < options.Processes; place++)
            processes.Start(((char)('a' + place)).ToString());
        var leases = new FleetLeases(database);
        if (!await leases.ReachAsync(held => wallets.All(held.ContainsKey) && held.Values.Select(static lease => lease.Holder).Distinct().Count() == options.Processes, StartLimit, CancellationToken.None))
            throw new InvalidOperationException($"the fleet did not start: see {_folder.Root}");
        var from = JsonLines.Now;
        // Some blocks without faults: the first windows are open, and all prices and accounts are known.
        await ReachAsync(chain, chain.Height + 6);
        var runner = new FleetFaultRunner(options, server, processes, leases, requests, wallets);
        await runner.RunAsync(CancellationToken.None);
        await ReachAsync(chain, chain.Height + options.Window + 2);
        return (runner.Faults, from);
    }

    private async Task ApplyAsync(NpgsqlDataSource database, AlloraDevNet chain, IReadOnlyList<string> wallets, string model)
    {
        var workers = from wallet in wallets
                      from place in Enumerable.Range(0, options.Topics)
                      select new FleetWorker { Wallet = wallet, TopicId = FleetChain.FirstTopic + (ulong)place, Provider = model, Options = $"{{\"endpoint\": \"{model}\"}}" };
        await new PostgreSqlFleet(database, chain.ChainId).ApplyAsync([.. workers]);
    }

    private async Task ReachAsync(AlloraDevNet chain, long height)
    {
        while (chain.Height < height)
            await Task.Delay(options.Block / 4, TimeProvider.System);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
