using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Sending.Sender;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>Refreshes schema, gas price and account while nothing happens, so that no query is needed when a window opens, and checks what used the account.</summary>
internal sealed class WarmUp(AlloraClient client, GasPriceCache prices, AccountView account, KeyUse keyUse) : IAsyncDisposable
{
    // A little under whole intervals, so that a round really queries, and wallets that share the price query it once. The account changes only by our own
    // transactions, which are followed, unless another program uses the wallet: the next transaction shows that as well.
    private const double PriceAge = 3.8;
    // A rate limit makes the price as rare as the account, and not rarer: an endpoint may report one for ever.
    private const double AccountAge = 19.8;

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private PeriodicTimer? _timer;
    private Task _running = Task.CompletedTask;

    /// <summary>Starts refreshing, or refreshes more often if this interval is shorter than the current one.</summary>
    public void Start(TimeSpan interval, ILogger logger)
    {
        lock (_lock)
        {
            if (_timer is { } running)
            {
                if (interval < running.Period)
                    running.Period = interval;
                return;
            }

            var timer = _timer = new PeriodicTimer(interval, client.Time);
            _running = Task.Run(() => RunAsync(timer, logger, _stop.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(PeriodicTimer timer, ILogger logger, CancellationToken stop)
    {
        using var owned = timer;
        try
        {
            do
            {
                await RefreshAsync(timer.Period, logger, stop).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last user of the wallet has ended.
        }
    }

    // Not reported as an error: the next round tries again.
    private async Task RefreshAsync(TimeSpan interval, ILogger logger, CancellationToken stop)
    {
        try
        {
            await client.Schemas.GetAsync(stop).ConfigureAwait(false);
            await prices.RefreshAsync(interval * (client.Endpoints.IsRateLimited ? AccountAge : PriceAge), stop).ConfigureAwait(false);
            await account.RefreshAsync(interval * AccountAge, stop).ConfigureAwait(false);
            await keyUse.CheckAsync(account, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not OutOfMemoryException)
        {
            SenderLog.WarmFailed(logger, exception.Message);
        }
    }
}
