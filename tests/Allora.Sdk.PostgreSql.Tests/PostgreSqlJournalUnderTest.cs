using System.Text;
using Allora.Sdk.PostgreSql.Tables;
using Allora.Sdk.PostgreSql.Tests.Server;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Testing.Journals;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Tests;

/// <summary>A schema of its own on the tests' server.</summary>
internal sealed class PostgreSqlJournalUnderTest : IJournalUnderTest
{
    private static int _schemas;

    private readonly PostgresServer _server;
    private readonly List<PostgreSqlJournal> _created = [];

    private PostgreSqlJournalUnderTest(PostgresServer server, PostgreSqlJournalOptions options) => (_server, Options) = (server, options);

    public PostgreSqlJournalOptions Options { get; }

    public StoreStatements Statements => new(_server.Source, Options.Schema);

    public static async Task<PostgreSqlJournalUnderTest> StartAsync(PostgresServer server)
    {
        PostgresBinaries.Require();
        // A minute: no test waits for a lease, and none loses one on a busy machine.
        var options = new PostgreSqlJournalOptions { Schema = $"store_{Interlocked.Increment(ref _schemas)}", LeaseTime = TimeSpan.FromMinutes(1) };
        await new PostgreSqlStore(server.Source, options).CreateAsync(TestContext.Current.CancellationToken);
        return new PostgreSqlJournalUnderTest(server, options);
    }

    public ISubmissionJournal Create() => Create(Options);

    public PostgreSqlJournal Create(PostgreSqlJournalOptions options, NpgsqlDataSource? source = null, TimeProvider? time = null)
    {
        var journal = new PostgreSqlJournal(source ?? _server.Source, options, time);
        _created.Add(journal);
        return journal;
    }

    // An append is one statement: a process dies before it is sent, in the middle of its transaction, or when it is committed.
    public async ValueTask<bool> DieAppendingAsync(IJournalSession session, JournalRecord record, int steps, CancellationToken cancellationToken)
    {
        const int Whole = 2;
        if (steps >= Whole)
        {
            await session.AppendAsync(record, cancellationToken);
            return false;
        }

        await using var connection = await _server.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (steps > 0)
        {
            await using var append = Statements.Create(
                connection,
                "with mine as (update {0}.lease set seq = seq + 1 where fence = $1 returning chain, wallet, seq) insert into {0}.journal (chain, wallet, seq, fence, record) select chain, wallet, seq, $1, $2 from mine",
                session.Fence,
                Encoding.UTF8.GetString(JournalFormat.Write(record)));
            Assert.Equal(1, await append.ExecuteNonQueryAsync(cancellationToken));
        }

        return true;
    }

    // As if the lease's time had passed.
    public async ValueTask ExpireAsync(JournalKey key, CancellationToken cancellationToken)
    {
        await using var expire = Statements.Create("update {0}.lease set expires = clock_timestamp() - interval '1 second' where chain = $1 and wallet = $2", key.ChainId, key.Wallet);
        await expire.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<IJournalSession> TakeOverAsync(JournalKey key, CancellationToken cancellationToken)
    {
        await ExpireAsync(key, cancellationToken);
        return await Create().OpenAsync(key, cancellationToken);
    }

    public async ValueTask<bool> AlterAsync(JournalKey key, int index, Func<byte[], byte[]> alter, CancellationToken cancellationToken)
    {
        await using var read = Statements.Create("select record from {0}.journal where wallet = $1 and seq = $2", key.Wallet, (long)index + 1);
        var record = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        await using var write = Statements.Create(
            "update {0}.journal set record = $3 where wallet = $1 and seq = $2", key.Wallet, (long)index + 1, Encoding.UTF8.GetString(alter(Encoding.UTF8.GetBytes(record))));
        Assert.Equal(1, await write.ExecuteNonQueryAsync(cancellationToken));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _created)
            await journal.DisposeAsync();
    }
}
