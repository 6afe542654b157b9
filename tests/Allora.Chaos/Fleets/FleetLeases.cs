using Npgsql;

namespace Allora.Chaos.Fleets;

/// <summary>The leases in the store, as the harness sees them.</summary>
internal sealed class FleetLeases(NpgsqlDataSource database)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>The wallets that are held at present, with holder and fence. Empty if the database is away.</summary>
    public async Task<Dictionary<string, (string Holder, long Fence)>> HeldAsync()
    {
        var held = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
        try
        {
            await using var command = database.CreateCommand("select wallet, holder, fence from allora.lease where expires > clock_timestamp()");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                held[reader.GetString(0)] = (reader.GetString(1), reader.GetInt64(2));
        }
        catch (NpgsqlException)
        {
            database.Clear();
            return [];
        }

        return held;
    }

    /// <summary>Takes a wallet's lease as another program would.</summary>
    public async Task TakeAsync(string wallet, TimeSpan time)
    {
        await using var command = database.CreateCommand("update allora.lease set fence = fence + 1, holder = 'hand', expires = clock_timestamp() + $2 where wallet = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = wallet });
        command.Parameters.Add(new NpgsqlParameter { Value = time });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits for a state of the leases; false if it was not reached in time.</summary>
    public async Task<bool> ReachAsync(Func<Dictionary<string, (string Holder, long Fence)>, bool> isReached, TimeSpan limit, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!isReached(await HeldAsync()))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > limit)
                return false;
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
