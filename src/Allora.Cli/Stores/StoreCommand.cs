using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.PostgreSql;

namespace Allora.Cli.Stores;

/// <summary>allora store: the tables of a PostgreSQL store, and journals that move between stores.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Stores of journals: tables in PostgreSQL, and journals that move between stores.")
    {
        Tables("create", "Creates the schema and the tables, as a role that may. What is there is kept.", static (store, _, cancellationToken) => store.CreateAsync(cancellationToken)),
        Tables("migrate", "Brings the tables of an earlier version up to date, as a role that may.", MigrateAsync),
        Tables("check", "Checks that the tables are there, of this version, and can be written by the connection's role.", static (store, _, cancellationToken) => store.CheckAsync(cancellationToken)),
        MoveCommands.Export(),
        MoveCommands.Import(),
    };

    private static Command Tables(string name, string description, Func<PostgreSqlStore, StoreAddress, CancellationToken, Task> work)
    {
        var options = new StoreOptions();
        return new Command(name, description) { options.Store }.Runs(async (parsed, screen, cancellationToken) =>
        {
            var address = options.RequirePostgreSql(parsed);
            await using var database = OpenStore.Database(address);
            var store = new PostgreSqlStore(database);
            await work(store, address, cancellationToken);
            screen.Fields(new JsonObject { ["store"] = address.ToString(), ["version"] = await store.GetVersionAsync(cancellationToken) });
            return ExitCodes.Ok;
        });
    }

    private static async Task MigrateAsync(PostgreSqlStore store, StoreAddress address, CancellationToken cancellationToken)
    {
        if (await store.GetVersionAsync(cancellationToken) is null)
            throw new UsageException($"{address} has no store: run 'allora store create'");
        await store.CreateAsync(cancellationToken);
    }
}
