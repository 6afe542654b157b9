using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>A wallet's balance, queried once for all its topics that check at the same time.</summary>
internal sealed class WalletFunds(AlloraClient client, string address) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private UAllo _balance;
    private long? _askedAt;

    /// <summary>Whether the last query found nothing. False before the first.</summary>
    public bool IsEmpty { get; private set; }

    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<UAllo> GetAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_askedAt is { } at && client.Time.GetElapsedTime(at) < Age)
                return _balance;
            _balance = await client.GetBalanceAsync(address, cancellationToken).ConfigureAwait(false);
            IsEmpty = _balance == default(UAllo);
            _askedAt = client.Time.GetTimestamp();
            return _balance;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
