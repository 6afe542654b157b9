using System.Globalization;
using Allora.Sdk.Sending.Journal;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite;

/// <summary>The file of a store: its connections, and its tables.</summary>
internal sealed class SqliteStore(string path, bool flushToDisk)
{
    private const int Version = 1;

    private const string Tables = """
        create table lease(chain text not null, wallet text not null, fence integer not null, seq integer not null, primary key(chain, wallet)) strict, without rowid;
        create table journal(chain text not null, wallet text not null, seq integer not null, fence integer not null, record text not null,
            primary key(chain, wallet, seq)) strict, without rowid;
        pragma user_version = 1;
        """;

    public string Path { get; } = path;

    /// <summary>Opens a connection; the file and its tables are made if they are missing.</summary>
    /// <exception cref="JournalException">The file was written by a newer version.</exception>
    public SqliteConnection Connect()
    {
        if (!File.Exists(Path))
            PrivateFiles.Open(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        // No pool: a closed session leaves no handle behind, and a wallet opens one connection for its whole run.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            // The write-ahead log survives a killed process either way; only FULL waits for the disk.
            Execute(connection, $"pragma journal_mode = wal; pragma synchronous = {(flushToDisk ? "full" : "normal")};");
            Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Two processes that start at once: the second waits for the lock of the first, and finds the tables.
    private void Migrate(SqliteConnection connection)
    {
        if (VersionOf(connection) == Version)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = VersionOf(connection);
        if (found > Version)
            throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"The journal {Path} has version {found}: it was written by a newer version of Allora.Sdk. Use that one."));
        if (found == 0)
            Execute(connection, Tables);
        transaction.Commit();
    }

    private static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
