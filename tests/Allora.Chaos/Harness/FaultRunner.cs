using Allora.Chaos.Plan;

namespace Allora.Chaos.Harness;

/// <summary>Carries out the plan: each fault begins in its time and ends by itself; the log tells when, as seen from here.</summary>
internal sealed class FaultRunner(ChaosOptions options, DevNetProcess devnet, WorkerProcess worker, JsonLines log)
{
    private readonly List<Task> _running = [];
    private Task _killing = Task.CompletedTask;

    public async Task RunAsync(CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            var skipped = options.From * 1000.0;
            foreach (var fault in new FaultPlan(options).Faults().SkipWhile(fault => fault.AtMs < skipped))
            {
                var wait = TimeSpan.FromMilliseconds(fault.AtMs - skipped) - TimeProvider.System.GetElapsedTime(begun);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, TimeProvider.System, stop);
                stop.ThrowIfCancellationRequested();
                _running.RemoveAll(static task => task.IsCompletedSuccessfully);
                if (!FaultNames.OfProcess.Contains(fault.Kind))
                    _running.Add(SufferAsync(fault, stop));
                else if (_killing.IsCompletedSuccessfully)
                    _running.Add(_killing = KillAsync(fault, stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The rest of the run is quiet.
        }

        await Task.WhenAll(_running);
    }

    private async Task SufferAsync(PlannedFault fault, CancellationToken stop)
    {
        log.Write(
            "fault-begin", ("id", fault.Id), ("kind", fault.Kind), ("node", fault.Node), ("method", fault.Method), ("number", fault.Number), ("delayMs", fault.DelayMs));
        await devnet.BeginAsync(fault);
        await PauseAsync(fault.DurationMs, stop);
        await devnet.EndAsync(fault);
        log.Write("fault-end", ("id", fault.Id), ("kind", fault.Kind));
    }

    private async Task KillAsync(PlannedFault fault, CancellationToken stop)
    {
        if (fault.Kind != FaultNames.Kill
            && !await devnet.NextBroadcastAsync(fault, TimeSpan.FromMilliseconds(options.WindowMs * 4), stop))
            return;
        log.Write("fault-begin", ("id", fault.Id), ("kind", fault.Kind));
        await worker.KillAsync();
        await PauseAsync(fault.DurationMs, stop);
        await worker.StartAsync();
        if (fault.Kind == FaultNames.KillInHalt)
        {
            // The chain stands until the process can have come back and looked.
            await PauseAsync(Math.Max(2500, options.WindowMs * 2), stop);
            await devnet.DoAsync("resume");
        }

        log.Write("fault-end", ("id", fault.Id), ("kind", fault.Kind));
    }

    private static async Task PauseAsync(double milliseconds, CancellationToken stop)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Every fault ends with the run.
        }
    }
}
