using System.Text;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite.Tests;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteJournalUnderTest : IJournalUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("allora-sqlite-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "journal.db");

    public ISubmissionJournal Create() => new SqliteJournal(Path, flushToDisk: false, localData: null);

    // A killed process leaves a transaction open: its statements are in the write-ahead log, without the end that makes them count.
    public async ValueTask<bool> DieAppendingAsync(IJournalSession session, JournalRecord record, int steps, CancellationToken cancellationToken)
    {
        const int Whole = 2;
        if (steps >= Whole)
        {
            await session.AppendAsync(record, cancellationToken);
            await session.DisposeAsync();
            return false;
        }

        var fence = session.Fence;
        await session.DisposeAsync();
        await using var connection = Connect();
        await using var transaction = connection.BeginTransaction(deferred: false);
        if (steps > 0)
            new SqliteRecords(connection, await KeyAsync(connection)).Insert(fence, [record]);
        return true;
    }

    public ValueTask ExpireAsync(JournalKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    // Somebody deletes the lock file, and starts the wallet again.
    public ValueTask<IJournalSession> TakeOverAsync(JournalKey key, CancellationToken cancellationToken)
    {
        foreach (var held in Directory.GetFiles(_folder.FullName, "*.lock"))
            File.Delete(held);
        return Create().OpenAsync(key, cancellationToken);
    }

    public async ValueTask<bool> AlterAsync(JournalKey key, int index, Func<byte[], byte[]> alter, CancellationToken cancellationToken)
    {
        await using var connection = Connect();
        await using var read = connection.CreateCommand();
        read.CommandText = "select record from journal where seq = $seq";
        read.Parameters.AddWithValue("$seq", index + 1);
        var record = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        await using var write = connection.CreateCommand();
        write.CommandText = "update journal set record = $record where seq = $seq";
        write.Parameters.AddWithValue("$seq", index + 1);
        write.Parameters.AddWithValue("$record", Encoding.UTF8.GetString(alter(Encoding.UTF8.GetBytes(record))));
        Assert.Equal(1, await write.ExecuteNonQueryAsync(cancellationToken));
        return true;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public SqliteConnection Connect() => new SqliteStore(Path, flushToDisk: false).Connect();

    private static async Task<JournalKey> KeyAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select chain, wallet from lease";
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return new JournalKey { ChainId = reader.GetString(0), Wallet = reader.GetString(1) };
    }
}
