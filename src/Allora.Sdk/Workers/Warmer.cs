namespace Allora.Sdk.Workers;

/// <summary>The worker's clock: keeps what an answer needs warm, and hints that the chain should be looked at.</summary>
internal sealed class Warmer(WorkerParts parts, StatusBoard status, TopicWorker worker)
{
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(WarmAsync(stop), PollAsync(stop)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    private async Task WarmAsync(CancellationToken stop)
    {
        // A little under the interval, so that each round really asks, and workers that share a wallet ask once.
        var age = parts.Options.WarmInterval * 0.8;
        using var timer = new PeriodicTimer(parts.Options.WarmInterval, parts.Client.Time);
        do
        {
            await parts.Session.WarmAsync(age, parts.Logger, stop).ConfigureAwait(false);
            if (status.Current.State is not (WorkerState.Ready or WorkerState.Starting))
                worker.Offer(new LookHint("the worker waits"));
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    private async Task PollAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(parts.Options.PollInterval, parts.Client.Time);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            worker.Offer(new LookHint("the clock"));
    }
}
