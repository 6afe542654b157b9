using System.Collections.Concurrent;
using Allora.Sdk.Blocks;
using Allora.Sdk.Sending.Fees;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>Shared by all senders of one client: the block hub, the gas price, and one session for each wallet in use.</summary>
internal sealed class WalletRegistry(AlloraClient client) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly Dictionary<string, SharedSession> _sessions = new(StringComparer.Ordinal);
    // A copy of the sessions, for readers that do not wait for a change.
    private readonly ConcurrentDictionary<string, WalletSession> _running = new(StringComparer.Ordinal);
    private readonly GasPriceCache _prices = new(client);
    private BlockHub? _blocks;
    private int _leases;

    /// <summary>The registry of a client.</summary>
    public static WalletRegistry Of(AlloraClient client) => client.Attachments.GetOrAdd(() => new WalletRegistry(client));

    /// <summary>Whether a node has reported the configured chain id: queried once for all workers.</summary>
    public bool IsRightChain { get; set; }

    /// <summary>The newest known height; 0 while no worker runs.</summary>
    public long Height => _blocks?.Height ?? 0;

    /// <summary>Opens the wallet, or joins its open session.</summary>
    /// <exception cref="AlloraException">The wallet is open with other options.</exception>
    public async Task<WalletLease> LeaseAsync(AlloraWallet wallet, ILogger logger, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var blocks = _blocks ??= new BlockHub(client, logger);
            var options = wallet.Attachments.Find<WalletOptions>();
            // The users of a lost session return it each for itself; who comes now takes the journal anew.
            if (!_sessions.TryGetValue(wallet.Address, out var shared) || shared.Session.IsLost)
            {
                options ??= new WalletOptions();
                shared = new SharedSession(wallet.Address, await WalletSession.OpenAsync(client, wallet, options, blocks, _prices, logger, cancellationToken).ConfigureAwait(false));
                _sessions[wallet.Address] = shared;
                _running[wallet.Address] = shared.Session;
            }
            else if (options is not null && shared.Session.Options.DifferenceTo(options) is { Length: > 0 } difference)
            {
                throw new AlloraException(
                    AlloraErrorReason.InvalidConfiguration,
                    isTransient: false,
                    $"The wallet {wallet.Address} is open with other options: {difference}. Give all workers of a wallet the same {nameof(WalletOptions)}.");
            }

            shared.Users++;
            _leases++;
            return new WalletLease(this, shared, blocks);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Gets the sender's counts for a wallet; null while it is not in use.</summary>
    public WalletStatistics? StatisticsOf(string address) => _running.TryGetValue(address, out var session) ? session.Statistics : null;

    internal async ValueTask ReturnAsync(SharedSession shared)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (--shared.Users == 0)
            {
                if (ReferenceEquals(_sessions.GetValueOrDefault(shared.Address), shared))
                {
                    _sessions.Remove(shared.Address);
                    _running.TryRemove(shared.Address, out _);
                }

                await shared.Session.DisposeAsync().ConfigureAwait(false);
            }

            if (--_leases == 0 && _blocks is { } blocks)
            {
                _blocks = null;
                await blocks.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose()
    {
        _changing.Dispose();
        _prices.Dispose();
    }
}
