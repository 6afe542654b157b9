using System.Runtime.InteropServices;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.PostgreSql;
using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.Wallets;
using Npgsql;

namespace Allora.Samples.Fleet;

/// <summary>A member of the fleet: this program, started with "member NAME CONNECTION GRPC RPC".</summary>
internal static class Member
{
    public static AlloraWallet Wallet(int index) => AlloraWallet.FromMnemonic(AlloraDevNet.TestMnemonic, path: HdPath.ForIndex(index));

    public static async Task<int> RunAsync(string name, string connection, string grpc, string rpc, int wallets)
    {
        using var stop = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        // Ctrl-C in a terminal reaches all processes; the first one ends the others.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var client = new AlloraClient(AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint(grpc)], EventEndpoints = [new AlloraEndpoint(rpc)] });
        // Here every member has every key. A wallet runs only where its key is.
        var keys = Enumerable.Range(0, wallets).Select(Wallet).ToList();
        var member = new FleetMember(
            database,
            client,
            new FleetMemberOptions { Wallets = keys, Workers = new FleetProviders(client).Add("constant", new Constant()) },
            new PostgreSqlJournalOptions { Holder = name });
        await member.RunAsync(stop.Token);
        keys.ForEach(static key => key.Dispose());
        return 0;
    }

    private sealed class Constant : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Value(0.0123));
    }
}
