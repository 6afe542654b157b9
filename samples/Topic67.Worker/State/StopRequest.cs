namespace Topic67.Worker.State;

/// <summary>Requests a stop of the folder's worker by a file, so that it works across containers too.</summary>
internal static class StopRequest
{
    // The worker polls as long as it runs, the requester only until the worker has stopped.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookForEnd = TimeSpan.FromMilliseconds(100);

    public static async Task WatchAsync(StateFolder folder, Action<string> end, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                if (!File.Exists(folder.StopRequest))
                    continue;
                File.Delete(folder.StopRequest);
                end("the stop command asked");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped by another cause.
        }
    }

    /// <summary>Requests a stop, and waits until the lock is free. Returns false if it was not free in time.</summary>
    public static async Task<bool> AskAsync(StateFolder folder, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        PrivateFile.Replace(folder.StopRequest, []);
        var began = time.GetTimestamp();
        while (InstanceLock.IsHeld(folder))
        {
            if (time.GetElapsedTime(began) > timeout)
                return false;
            await Task.Delay(LookForEnd, time, cancellationToken).ConfigureAwait(false);
        }

        File.Delete(folder.StopRequest);
        return true;
    }
}
