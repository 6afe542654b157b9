using Allora.Sdk;
using Allora.Sdk.PostgreSql;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sqlite;
using Npgsql;

namespace Allora.Cli.Stores;

/// <summary>The journals of a store, with what they keep open.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _database;

    private OpenStore(ISubmissionJournal journal, NpgsqlDataSource? database) => (Journal, _database) = (journal, database);

    /// <summary>The journals; one for all wallets of the process.</summary>
    public ISubmissionJournal Journal { get; }

    /// <summary>Whether several machines may have it: then a second process waits for a wallet that the first one runs.</summary>
    public bool IsShared => _database is not null;

    /// <summary>Opens a store; no connection is made yet.</summary>
    public static OpenStore Open(StoreAddress address)
    {
        if (address.Kind != StoreKind.PostgreSql)
            return new OpenStore(address.Kind == StoreKind.Sqlite ? new SqliteJournal(address.Place) : new WalletOptions { StateFolder = address.Place }.CreateJournal(), null);
        var database = Database(address);
        return new OpenStore(new PostgreSqlJournal(database), database);
    }

    /// <summary>The connections to a PostgreSQL store.</summary>
    public static NpgsqlDataSource Database(StoreAddress address) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(address.Place) { ApplicationName = "allora", IncludeErrorDetail = false }.ToString());

    public async ValueTask DisposeAsync()
    {
        if (Journal is IAsyncDisposable leases)
            await leases.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
