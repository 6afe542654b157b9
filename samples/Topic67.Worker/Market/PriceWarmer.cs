using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>Fetches each hour's bar soon after its close, so that a window's answer does not wait for an exchange, and completes a history that was cut off.</summary>
internal sealed class PriceWarmer(PriceFeed feed, Action<string> warn, Action fetched, TimeProvider time)
{
    private static readonly TimeSpan AfterTheHour = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstCompletion = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestCompletion = TimeSpan.FromHours(1);

    private TimeSpan _untilCompletion = FirstCompletion;
    private string _failed = "";

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var now = time.GetUtcNow();
                if (feed.IsWarm(now))
                    await WaitAsync(TimeSpan.FromTicks(TimeSpan.TicksPerHour - (now.UtcTicks % TimeSpan.TicksPerHour)) + AfterTheHour, stop).ConfigureAwait(false);
                await TryAsync(() => feed.CatchUpAsync(time.GetUtcNow(), stop)).ConfigureAwait(false);
                if (!feed.IsWarm(time.GetUtcNow()))
                    await Task.Delay(Again, time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    // A source that was limited is not called before its pause has passed: until then an attempt costs nothing.
    private async Task WaitAsync(TimeSpan untilNextBar, CancellationToken stop)
    {
        while (feed.Incomplete is not null && untilNextBar > _untilCompletion)
        {
            await Task.Delay(_untilCompletion, time, stop).ConfigureAwait(false);
            untilNextBar -= _untilCompletion;
            var hasGrown = false;
            await TryAsync(async () => hasGrown = await feed.CompleteAsync(stop).ConfigureAwait(false)).ConfigureAwait(false);
            _untilCompletion = hasGrown ? FirstCompletion : _untilCompletion * 2 < LongestCompletion ? _untilCompletion * 2 : LongestCompletion;
        }

        await Task.Delay(untilNextBar, time, stop).ConfigureAwait(false);
    }

    private async Task TryAsync(Func<Task> fetch)
    {
        try
        {
            await fetch().ConfigureAwait(false);
            _failed = "";
            fetched();
        }
        catch (PriceSourceException exception)
        {
            if (exception.Message != _failed)
                warn(_failed = exception.Message);
        }
    }
}
