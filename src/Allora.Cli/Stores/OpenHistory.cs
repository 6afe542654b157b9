using System.Globalization;
using Allora.Cli.Running;
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
    /// <param name="mustExist">Whether a file that is not there is an error; otherwise it is created.</param>
    /// <exception cref="UsageException">The file is not there.</exception>
    public static OpenHistory Open(StoreAddress? address, string? folder, bool mustExist = false)
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
        var file = Path.Combine(place, FileName);
        if (mustExist && !File.Exists(file))
            throw new UsageException($"there is no {FileName} in that folder: name the folder of the workers with --state, or their --store; 'allora worker run' writes it");
        return new OpenHistory(new SqliteHistory(file), null);
    }

    /// <summary>Writes a note at the end of a run, if changes could not be kept.</summary>
    public static void NoteDropped(HistoryWriter writer)
    {
        if (writer.Dropped is > 0 and var dropped)
            ErrorLines.Note(string.Create(CultureInfo.InvariantCulture, $"{dropped} changes are missing in the history, since its store was too slow or away"));
    }

    public async ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
