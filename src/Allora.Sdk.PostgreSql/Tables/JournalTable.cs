using System.Globalization;
using System.Text;
using Allora.Sdk.Sending.Journal;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Tables;

/// <summary>The records of one wallet. Each statement that writes carries the fence, and moves it in the lease's row: a takeover cannot slip in between.</summary>
internal sealed class JournalTable(StoreStatements statements, JournalKey key)
{
    private const string ReadText = "select seq, record from {0}.journal where chain = $1 and wallet = $2 and seq > $3 order by seq";

    private const string AppendText = """
        with mine as (
            update {0}.lease set seq = seq + 1, expires = clock_timestamp() + $5 where chain = $1 and wallet = $2 and fence = $3 returning seq)
        insert into {0}.journal (chain, wallet, seq, fence, record) select $1, $2, seq, $3, $4 from mine returning seq
        """;

    private const string LockText = "select seq from {0}.lease where chain = $1 and wallet = $2 and fence = $3 for update";

    private const string DeleteText = "delete from {0}.journal where chain = $1 and wallet = $2";

    private const string InsertText = """
        with mine as (
            update {0}.lease set seq = seq + cardinality($4) where chain = $1 and wallet = $2 and fence = $3 returning seq)
        insert into {0}.journal (chain, wallet, seq, fence, record)
            select $1, $2, mine.seq - cardinality($4) + one.place, $3, one.record from mine, unnest($4) with ordinality as one(record, place)
        """;

    public JournalKey Key { get; } = key;

    /// <exception cref="JournalException">A record is not what was written.</exception>
    public Task<StoredRecords> ReadAsync(CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(connection, 0, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Whether a record was written behind a place.</summary>
    public Task<bool> HasAsync(JournalRecord record, long after, CancellationToken cancellationToken) => statements.TwiceAsync(async () =>
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var text = Text(record);
        return (await ReadAsync(connection, after, cancellationToken).ConfigureAwait(false)).Records.Any(one => Text(one) == text);
    });

    /// <summary>Adds a record and renews the lease in one statement. Returns the record's place; null if the fence has moved.</summary>
    public async Task<long?> AppendAsync(long fence, JournalRecord record, TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        await using var command = statements.Create(AppendText, Key.ChainId, Key.Wallet, fence, Text(record), leaseTime);
        return (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces all records by those that a restart needs, in one step; false if the fence has moved.</summary>
    public async Task<bool> CompactAsync(long fence, CancellationToken cancellationToken)
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (var held = statements.Create(connection, LockText, Key.ChainId, Key.Wallet, fence))
        {
            if (await held.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is null)
                return false;
        }

        // Read behind the lock: no append can come in between.
        var needed = JournalCompaction.Needed((await ReadAsync(connection, 0, cancellationToken).ConfigureAwait(false)).Records);
        await using (var delete = statements.Create(connection, DeleteText, Key.ChainId, Key.Wallet))
            await delete.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await using (var insert = statements.Create(connection, InsertText, Key.ChainId, Key.Wallet, fence, needed.Select(Text).ToArray()))
            await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<StoredRecords> ReadAsync(NpgsqlConnection connection, long after, CancellationToken cancellationToken)
    {
        await using var command = statements.Create(connection, ReadText, Key.ChainId, Key.Wallet, after);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var (records, last) = (new List<JournalRecord>(), after);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            last = reader.GetInt64(0);
            records.Add(Record(last, reader.GetString(1)));
        }

        return new StoredRecords(records, last);
    }

    private static string Text(JournalRecord record) => Encoding.UTF8.GetString(JournalFormat.Write(record));

    private JournalRecord Record(long sequence, string text)
    {
        try
        {
            return JournalFormat.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (FormatException exception)
        {
            // It may hide a signed transaction: to continue could pay twice.
            throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"Record {sequence} of the journal of {Key} in the schema {statements.Schema} cannot be read ({exception.Message}). Restore it from a backup, or delete it only if no transaction of this wallet is pending."), exception);
        }
    }
}

/// <summary>Records of a journal.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="Last">The place of the last one.</param>
internal sealed record StoredRecords(IReadOnlyList<JournalRecord> Records, long Last);
