using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Relays;

/// <summary>The relays of a client, one for each <see cref="PayloadSenders"/>, open as long as a worker uses them.</summary>
internal sealed class RelayRegistry(AlloraClient client) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly Dictionary<PayloadSenders, PayloadRelay> _relays = new(ReferenceEqualityComparer.Instance);

    public static RelayRegistry Of(AlloraClient client) => client.Attachments.GetOrAdd(() => new RelayRegistry(client));

    /// <summary>Opens the senders, or joins those that use them.</summary>
    /// <exception cref="Journal.JournalException">Another process runs every one of the senders.</exception>
    public async Task<RelayLease> LeaseAsync(PayloadSenders senders, TimeSpan warmInterval, ILogger logger, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_relays.TryGetValue(senders, out var relay))
            {
#pragma warning disable CA2000 // Kept in the registry, or disposed if it cannot be opened.
                relay = new PayloadRelay(client, senders, warmInterval, logger);
#pragma warning restore CA2000
                try
                {
                    await relay.OpenAsync(cancellationToken).ConfigureAwait(false);
                }
                catch
                {
                    await relay.DisposeAsync().ConfigureAwait(false);
                    throw;
                }

                _relays.Add(senders, relay);
            }

            relay.Users++;
            return new RelayLease(this, senders, relay);
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    internal async ValueTask ReturnAsync(PayloadSenders senders, PayloadRelay relay)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (--relay.Users > 0)
                return;
            _relays.Remove(senders);
            await relay.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }
}

/// <summary>One worker's use of a relay; disposing ends it.</summary>
internal sealed class RelayLease(RelayRegistry registry, PayloadSenders senders, PayloadRelay relay) : IAsyncDisposable
{
    public PayloadRelay Relay => relay;

    public ValueTask DisposeAsync() => registry.ReturnAsync(senders, relay);
}
