using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>A wallet's balance, queried once for all its topics that check at the same time.</summary>
internal sealed class WalletFunds(AlloraClient client, string address) : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LimitedAge = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private UAllo _balance;
    private long? _askedAt;
    private long? _comparedAt;

    /// <summary>Whether the last query found nothing. False before the first.</summary>
    public bool IsEmpty { get; private set; }

    /// <exception cref="AlloraException">No node answered.</exception>
    public async Task<UAllo> GetAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_askedAt is { } at && client.Time.GetElapsedTime(at) < (client.Endpoints.IsRateLimited && !IsEmpty ? LimitedAge : Age))
                return _balance;
            _balance = await client.GetBalanceAsync(address, cancellationToken).ConfigureAwait(false);
            IsEmpty = _balance == UAllo.Zero;
            _askedAt = client.Time.GetTimestamp();
            return _balance;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Queries each endpoint again after an answer of nothing: one node's word must not keep a wallet from its windows.</summary>
    public async Task<bool> IsStillEmptyAsync(CancellationToken cancellationToken)
    {
        var since = client.Time.GetTimestamp();
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Callers that waited for one query share its answer.
            if (!IsEmpty || _comparedAt > since)
                return IsEmpty;
            var balances = await client.GetBalancesAsync(address, cancellationToken).ConfigureAwait(false);
            _comparedAt = client.Time.GetTimestamp();
            IsEmpty = balances.All(static balance => balance == UAllo.Zero);
            return IsEmpty;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();
}
