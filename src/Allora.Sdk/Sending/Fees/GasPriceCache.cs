using System.Globalization;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Fees;

/// <summary>The last known gas price of the chain, so that no query is needed between a window's opening and its answer.</summary>
internal sealed class GasPriceCache(AlloraClient client) : IDisposable
{
    private static readonly ChainDecimal Jump = ChainDecimal.Parse(FeeCaps.Jump.ToString(CultureInfo.InvariantCulture));

    private readonly SemaphoreSlim _querying = new(1, 1);
    private volatile Observed? _observed;
    private volatile Observed? _paid;

    /// <summary>Gets the price; queries it only if none is known yet.</summary>
    public ValueTask<GasPrice> GetAsync(CancellationToken cancellationToken) =>
        _observed is { } observed ? ValueTask.FromResult(observed.Price) : new ValueTask<GasPrice>(RefreshAsync(TimeSpan.Zero, cancellationToken));

    /// <summary>Gets the price for a transaction. One that jumped is queried again from each endpoint, and the lowest answer counts.</summary>
    /// <exception cref="AlloraException">It jumped, and the transaction is not to pay that yet.</exception>
    public async ValueTask<GasPrice> GetAsync(bool acceptsJump, CancellationToken cancellationToken)
    {
        var price = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (!IsJump(price))
            return price;
        // A fee that a node required for bytes of this transaction is not lowered again, if it may be paid by now.
        if (!acceptsJump || _observed is not { IsRequired: true })
            price = await QueryEachAsync(price, cancellationToken).ConfigureAwait(false);
        return acceptsJump || !IsJump(price) ? price : throw Jumped(price);
    }

    /// <summary>Queries the price again if the known one is older than the age.</summary>
    public async Task<GasPrice> RefreshAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await _querying.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_observed is { } observed && client.Time.GetElapsedTime(observed.At) < age)
                return observed.Price;
            return Observe(await client.GetGasPriceAsync(cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _querying.Release();
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

    /// <summary>A refusal reported the price that its node requires.</summary>
    public void Require(GasPrice price) => Observe(price, isRequired: true);

    /// <summary>The known price led nowhere: the next transaction queries it.</summary>
    public void Forget() => _observed = null;

    /// <summary>A block took a fee at this price of the chain.</summary>
    public void Paid(GasPrice price) => _paid = new Observed(price, client.Time.GetTimestamp());

    /// <summary>Whether a price is so far above the one last paid, or above the network's floor, that it may be an error or a lie.</summary>
    public bool IsJump(GasPrice price) => Reference > GasPrice.Zero && price >= Reference.Times(Jump);

    /// <summary>The error of a price that is not paid yet.</summary>
    public AlloraException Jumped(GasPrice price) => new(
        AlloraErrorReason.GasPriceJump,
        isTransient: true,
        string.Create(CultureInfo.InvariantCulture, $"Nothing was sent yet: the gas price rose to {price} uallo, {FeeCaps.Jump} times and more the {Reference} last paid. It is paid, up to the limits in FeeOptions, once half of the time is over."));

    public void Dispose() => _querying.Dispose();

    private GasPrice Reference => GasPrice.Max(_paid?.Price ?? GasPrice.Zero, client.Network.GasPriceFloor);

    private async Task<GasPrice> QueryEachAsync(GasPrice known, CancellationToken cancellationToken)
    {
        var prices = await client.GetGasPricesAsync(cancellationToken).ConfigureAwait(false);
        return prices.Count == 0 ? known : Observe(prices.Min());
    }

    private GasPrice Observe(GasPrice price, bool isRequired = false)
    {
        _observed = new Observed(price, client.Time.GetTimestamp(), isRequired);
        return price;
    }

    private sealed record Observed(GasPrice Price, long At, bool IsRequired = false);
}
