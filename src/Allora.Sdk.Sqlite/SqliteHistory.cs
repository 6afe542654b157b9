using System.Runtime.CompilerServices;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Workers.History;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite;

/// <summary>What became of submissions, in one SQLite file. Several processes of a machine may write into it.</summary>
public sealed class SqliteHistory : IHistoryStore, IDisposable
{
    private const int Whole = 2;
    private const int Key = 5;

    // Topic and nonce are numbers, everything else is text.
    private static readonly string Table = $"""
        pragma journal_mode = wal; pragma synchronous = normal;
        create table if not exists history({string.Join(", ", HistoryText.Columns.Select(static (name, index) => $"{name} {(index is Whole or Whole + 1 ? "integer" : "text")}{(index < Key ? " not null" : "")}"))},
            primary key({string.Join(", ", HistoryText.Columns.Take(Key))})) strict, without rowid;
        create index if not exists history_time on history(changed);
        """;

    private static readonly string Upsert = $"""
        insert into history({string.Join(", ", HistoryText.Columns)}) values ({string.Join(", ", HistoryText.Columns.Select(static name => "$" + name))})
        on conflict do update set {string.Join(", ", HistoryText.Columns.Skip(Key).Select(static name => $"{name} = coalesce(excluded.{name}, {name})"))}
        """;

    private static readonly string Select = $"select {string.Join(", ", HistoryText.Columns)} from history where topic = $topic and changed >= $since order by nonce, chain, wallet, actor";

    private readonly string _path;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Names the file, which is created (0600) with the first row.</summary>
    /// <param name="path">The file. Its folder is created (0700) if it does not exist.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public SqliteHistory(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = Path.GetFullPath(path);
    }

    /// <inheritdoc />
    public async ValueTask WriteAsync(IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await DoAsync(connection => Write(connection, rows), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<HistoryRow> ReadAsync(ulong topicId, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var row in await DoAsync(connection => Read(connection, topicId, since), cancellationToken).ConfigureAwait(false))
            yield return row;
    }

    /// <inheritdoc />
    public async ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => await DoAsync(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "delete from history where changed < $before";
            command.Parameters.AddWithValue("$before", HistoryText.Text(before));
            return command.ExecuteNonQuery();
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Releases the file.</summary>
    public void Dispose() => _turn.Dispose();

    private static int Write(SqliteConnection connection, IReadOnlyList<HistoryRow> rows)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Upsert);
        foreach (var name in HistoryText.Columns)
            command.Parameters.Add(new SqliteParameter("$" + name, null));
        foreach (var row in rows)
        {
            var texts = HistoryText.Write(row);
            for (var index = 0; index < texts.Count; index++)
                command.Parameters[index].Value = index is Whole ? (long)row.TopicId : index is Whole + 1 ? row.Nonce : texts[index] ?? (object)DBNull.Value;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return rows.Count;
    }

    private static List<HistoryRow> Read(SqliteConnection connection, ulong topicId, DateTimeOffset? since)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        command.Parameters.AddWithValue("$topic", (long)topicId);
        command.Parameters.AddWithValue("$since", since is { } time ? HistoryText.Text(time) : "");
        using var reader = command.ExecuteReader();
        var rows = new List<HistoryRow>();
        while (reader.Read())
            rows.Add(HistoryText.Read([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetString(index))]));
        return rows;
    }

    // SQLite has no calls that wait: the work is done on the pool, one piece at a time.
    private async Task<T> DoAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Do(work), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private T Do<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(_path)!);
            if (!File.Exists(_path))
                PrivateFiles.Open(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 10 }.ToString());
            connection.Open();
            using (var table = connection.CreateCommand())
            {
                table.CommandText = Table;
                table.ExecuteNonQuery();
            }

            return work(connection);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, $"The history {_path} cannot be used: {exception.Message}", exception);
        }
    }
}
