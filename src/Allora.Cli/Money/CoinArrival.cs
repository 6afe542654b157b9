using Allora.Sdk;
using Allora.Sdk.Values;

namespace Allora.Cli.Money;

/// <summary>Waits for an address's balance to grow.</summary>
internal sealed class CoinArrival
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly AlloraClient _client;
    private readonly string _address;
    private readonly UAllo _before;

    private CoinArrival(AlloraClient client, string address, UAllo before) => (_client, _address, _before) = (client, address, before);

    /// <summary>Remembers the balance before the coins arrive.</summary>
    public static async Task<CoinArrival> StartAsync(AlloraClient client, string address, CancellationToken cancellationToken) =>
        new(client, address, await client.GetBalanceAsync(address, cancellationToken));

    /// <summary>Returns the increase; null if there was none within the time.</summary>
    public async Task<UAllo?> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = _client.Time.GetTimestamp();
        while (true)
        {
            var now = await _client.GetBalanceAsync(_address, cancellationToken);
            if (now > _before)
                return now - _before;
            if (_client.Time.GetElapsedTime(started) >= patience)
                return null;
            await Task.Delay(Pause, _client.Time, cancellationToken);
        }
    }
}
