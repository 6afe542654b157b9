using Allora.Sdk.PostgreSql;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sqlite;
using Allora.Sdk.Workers.History;
using Npgsql;

namespace Allora.Cli.Stores;

/// <summary>The history of submissions, beside the journals: a table of the PostgreSQL store, else a SQLite file in the folder of the journals.</summary>
internal sealed class OpenHistory : IAsyncDisposable
{
    private const string FileName = "history.db";

    private readonly NpgsqlDataSource? _database;

    private OpenHistory(IHistoryStore store, NpgsqlDataSource? database) => (Store, _database) = (store, database);

    public IHistoryStore Store { get; }

    /// <summary>Opens the history that belongs to a store.</summary>
    /// <param name="address">The store; null for files.</param>
    /// <param name="folder">The state folder without a store; null for the user's own.</param>
    public static OpenHistory Open(StoreAddress? address, string? folder)
    {
        if (address is { Kind: StoreKind.PostgreSql })
        {
            var database = OpenStore.Database(address);
            return new OpenHistory(new PostgreSqlHistory(database), database);
        }

        var place = address switch
        {
            null => folder ?? StateFolders.Default(StateFolders.LocalData()),
            { Kind: StoreKind.Sqlite } => Path.GetDirectoryName(address.Place)!,
            _ => address.Place,
        };
        return new OpenHistory(new SqliteHistory(Path.Combine(place, FileName)), null);
    }

    public async ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
