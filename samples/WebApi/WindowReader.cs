using Allora.Sdk.Hosting;

namespace WebApi;

/// <summary>Reads every worker's results into the log.</summary>
internal sealed class WindowReader(IEnumerable<AlloraWorkerService> workers, WindowLog windows) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(workers.Select(worker => ReadAsync(worker, stoppingToken)));

    private async Task ReadAsync(AlloraWorkerService worker, CancellationToken stoppingToken)
    {
        await foreach (var result in worker.Runner.ResultsAsync(stoppingToken).ConfigureAwait(false))
        {
            if (result.IsTerminal)
                windows.Add(result);
        }
    }
}
