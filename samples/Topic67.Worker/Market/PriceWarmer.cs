using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>Fetches each hour's bar soon after its close, so that a window's answer does not wait for an exchange.</summary>
internal sealed class PriceWarmer(PriceFeed feed, Action<string> warn, Action fetched, TimeProvider time)
{
    private static readonly TimeSpan AfterTheHour = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken stop)
    {
        var failed = "";
        try
        {
            while (true)
            {
                var now = time.GetUtcNow();
                if (feed.IsWarm(now))
                {
                    var next = TimeSpan.FromTicks(TimeSpan.TicksPerHour - (now.UtcTicks % TimeSpan.TicksPerHour)) + AfterTheHour;
                    await Task.Delay(next, time, stop).ConfigureAwait(false);
                }

                try
                {
                    await feed.CatchUpAsync(time.GetUtcNow(), stop).ConfigureAwait(false);
                    failed = "";
                    fetched();
                }
                catch (PriceSourceException exception)
                {
                    if (exception.Message != failed)
                        warn(failed = exception.Message);
                }

                if (!feed.IsWarm(time.GetUtcNow()))
                    await Task.Delay(Again, time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }
}
