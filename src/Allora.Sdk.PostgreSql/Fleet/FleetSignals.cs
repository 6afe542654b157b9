using System.Threading.Channels;
using Allora.Sdk.PostgreSql.Tables;
using Npgsql;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>Wakes a member: by a notification of the store, by an event of its own, or when its time has passed.</summary>
internal sealed class FleetSignals(StoreStatements statements, string chain, TimeProvider time)
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);

    // Any number of signals until the next round is one.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, at most this long.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The poll is due.
        }
    }

    /// <summary>Listens until stopped. Without a connection, or with a pooler that drops notifications, the poll finds everything.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The round's own statements fail too, and are logged there.
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await Task.Delay(ReconnectPause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await statements.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        connection.Notification += (_, received) =>
        {
            if (received.Payload == chain)
                Wake();
        };
        await using (var listen = statements.Create(connection, "listen " + FleetTables.Channel))
            await listen.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        // Notifications from before the connection are lost.
        Wake();
        while (true)
        {
            // A connection that is dead without a word fails here.
            if (!await connection.WaitAsync(CheckInterval, cancellationToken).ConfigureAwait(false))
            {
                await using var check = statements.Create(connection, "select 1");
                await check.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
