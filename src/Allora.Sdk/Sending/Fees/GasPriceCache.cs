using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Fees;

/// <summary>The last known gas price of the chain, so that no query is needed between a window's opening and its answer.</summary>
internal sealed class GasPriceCache(AlloraClient client) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Observed? _observed;

    /// <summary>Gets the price; queries it only if none is known yet.</summary>
    public ValueTask<GasPrice> GetAsync(CancellationToken cancellationToken) =>
        _observed is { } observed ? ValueTask.FromResult(observed.Price) : new ValueTask<GasPrice>(RefreshAsync(TimeSpan.Zero, cancellationToken));

    /// <summary>Queries the price again if the known one is older than the age.</summary>
    public async Task<GasPrice> RefreshAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_observed is { } observed && client.Time.GetElapsedTime(observed.At) < age)
                return observed.Price;
            var price = await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false);
            Observe(price);
            return price;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Queries the price again; false if no node answered.</summary>
    public async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AlloraException)
        {
            return false;
        }
    }

    /// <summary>A refusal reported the current price.</summary>
    public void Observe(GasPrice price) => _observed = new Observed(price, client.Time.GetTimestamp());

    public void Dispose() => _asking.Dispose();

    private sealed record Observed(GasPrice Price, long At);
}
