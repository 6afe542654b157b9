using System.Globalization;
using System.Text;
using Allora.Sdk.Sending.Journal;
using Microsoft.Data.Sqlite;

namespace Allora.Sdk.Sqlite;

/// <summary>The statements of one wallet's journal. Each that writes carries the fence.</summary>
internal sealed class SqliteRecords(SqliteConnection connection, JournalKey key)
{
    private const string TakeText = """
        insert into lease(chain, wallet, fence, seq) values ($chain, $wallet, 1, 0)
        on conflict(chain, wallet) do update set fence = fence + 1 returning fence
        """;

    // SQLite has one writer at a time: both statements see the same fence.
    private const string AppendText = """
        insert into journal(chain, wallet, seq, fence, record)
            select chain, wallet, seq + 1, fence, $record from lease where chain = $chain and wallet = $wallet and fence = $fence;
        update lease set seq = seq + 1 where chain = $chain and wallet = $wallet and fence = $fence;
        """;

    /// <summary>Moves the fence up and returns it: every earlier session is refused from then on.</summary>
    public long Take() => (long)Command(TakeText, fence: 0).ExecuteScalar()!;

    /// <exception cref="JournalException">A record is not what was written.</exception>
    public List<JournalRecord> Read()
    {
        using var command = Command("select seq, record from journal where chain = $chain and wallet = $wallet order by seq", fence: 0);
        using var reader = command.ExecuteReader();
        var records = new List<JournalRecord>();
        while (reader.Read())
        {
            try
            {
                records.Add(JournalFormat.Read(Encoding.UTF8.GetBytes(reader.GetString(1))));
            }
            catch (FormatException exception)
            {
                // It may hide a signed transaction: to continue could pay twice.
                throw new JournalException(string.Create(CultureInfo.InvariantCulture, $"Record {reader.GetInt64(0)} of the journal of {key} in {connection.DataSource} cannot be read ({exception.Message}). Put the file's backup back, or remove the record only if no transaction of this wallet is pending."), exception);
            }
        }

        return records;
    }

    /// <summary>Adds records in one step; false if the fence has moved.</summary>
    public bool Append(long fence, params IReadOnlyList<JournalRecord> records)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (!Insert(fence, records))
            return false;
        transaction.Commit();
        return true;
    }

    /// <summary>Replaces all records in one step; false if the fence has moved.</summary>
    public bool Compact(long fence)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var needed = JournalCompaction.Needed(Read());
        using (var delete = Command("delete from journal where chain = $chain and wallet = $wallet and exists(select 1 from lease where chain = $chain and wallet = $wallet and fence = $fence)", fence))
            delete.ExecuteNonQuery();
        if (!IsHeld(fence) || (needed.Count > 0 && !Insert(fence, needed)))
            return false;
        transaction.Commit();
        return true;
    }

    private bool IsHeld(long fence)
    {
        using var command = Command("select count(*) from lease where chain = $chain and wallet = $wallet and fence = $fence", fence);
        return (long)command.ExecuteScalar()! == 1;
    }

    /// <summary>The writes of an append, without the end of the transaction around them.</summary>
    internal bool Insert(long fence, IReadOnlyList<JournalRecord> records)
    {
        using var command = Command(AppendText, fence);
        var record = command.Parameters.Add("$record", SqliteType.Text);
        foreach (var one in records)
        {
            record.Value = Encoding.UTF8.GetString(JournalFormat.Write(one));
            if (command.ExecuteNonQuery() != 2)
                return false;
        }

        return true;
    }

    private SqliteCommand Command(string text, long fence)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$chain", key.ChainId);
        command.Parameters.AddWithValue("$wallet", key.Wallet);
        command.Parameters.AddWithValue("$fence", fence);
        return command;
    }
}
