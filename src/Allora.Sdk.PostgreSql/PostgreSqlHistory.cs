using System.Runtime.CompilerServices;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.Workers.History;
using Npgsql;
using NpgsqlTypes;

namespace Allora.Sdk.PostgreSql;

/// <summary>What became of submissions, in the store's table "history". Any number of machines may write into it.</summary>
public sealed class PostgreSqlHistory : IHistoryStore
{
    private readonly StoreStatements _statements;

    /// <summary>Names the store; no connection is made yet. The table is made by <see cref="PostgreSqlStore"/>.</summary>
    /// <param name="source">The database. It is not disposed with the history.</param>
    /// <param name="options">The options, of which the schema matters. Default: the schema "allora".</param>
    /// <exception cref="AlloraException">An option is out of its bounds (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    public PostgreSqlHistory(NpgsqlDataSource source, PostgreSqlJournalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _statements = new StoreStatements(source, (options ?? new PostgreSqlJournalOptions()).Validated().Schema);
    }

    /// <inheritdoc />
    public async ValueTask WriteAsync(IReadOnlyList<HistoryRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        // A statement must not meet a row twice: the changes of one row are merged in their order.
        var merged = rows.GroupBy(static row => (row.ChainId, row.Wallet, row.TopicId, row.Nonce, row.Actor)).Select(static same => Merged([.. same.Select(HistoryText.Write)])).ToList();
        if (merged.Count == 0)
            return;
        try
        {
            await using var command = _statements.Create(HistoryTable.Upsert);
            for (var column = 0; column < HistoryText.Columns.Count; column++)
                command.Parameters.Add(new NpgsqlParameter { Value = merged.Select(row => row[column]).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw Unavailable(exception);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<HistoryRow> ReadAsync(ulong topicId, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var row in await ReadAllAsync(topicId, since, cancellationToken).ConfigureAwait(false))
            yield return row;
    }

    /// <inheritdoc />
    public async ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = _statements.Create("delete from {0}.history where changed < $1", HistoryText.Text(before));
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw Unavailable(exception);
        }
    }

    private async Task<List<HistoryRow>> ReadAllAsync(ulong topicId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _statements.Create(HistoryTable.Select, (long)topicId, since is { } time ? HistoryText.Text(time) : "");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            var rows = new List<HistoryRow>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(HistoryText.Read([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? null : reader.GetString(index))]));
            return rows;
        }
        catch (Exception exception) when (exception is NpgsqlException or FormatException)
        {
            throw Unavailable(exception);
        }
    }

    private static List<string?> Merged(List<IReadOnlyList<string?>> changes) => [.. Enumerable.Range(0, HistoryText.Columns.Count).Select(column => changes.Select(change => change[column]).LastOrDefault(static text => text is not null))];

    private AlloraException Unavailable(Exception exception) => exception is NpgsqlException database
        ? new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, StoreErrors.Unavailable($"The history in the schema {_statements.Schema} cannot be used", database).Message, exception)
        : new AlloraException(AlloraErrorReason.Unavailable, isTransient: false, $"The history in the schema {_statements.Schema} cannot be read: {exception.Message}", exception);
}
