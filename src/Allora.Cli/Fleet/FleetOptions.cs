using System.CommandLine;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Sdk.PostgreSql.Fleet;
using Npgsql;

namespace Allora.Cli.Fleet;

/// <summary>The store and the chain of a command about a fleet.</summary>
internal sealed class FleetOptions
{
    private readonly ChainOptions _chain = new();
    private readonly StoreOptions _store = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_store.Store, _chain.Network, _chain.ChainId])
            command.Options.Add(option);
    }

    /// <summary>Opens the fleet for a piece of work.</summary>
    /// <exception cref="UsageException">No PostgreSQL store was named.</exception>
    public async Task<T> UseAsync<T>(ParseResult parsed, Func<PostgreSqlFleet, Task<T>> work)
    {
        await using NpgsqlDataSource database = OpenStore.Database(_store.RequirePostgreSql(parsed));
        return await work(new PostgreSqlFleet(database, _chain.Read(parsed).ChainId));
    }
}
