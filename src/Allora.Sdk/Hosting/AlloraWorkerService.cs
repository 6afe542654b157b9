using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Hosting;

/// <summary>A worker as a background service of a host.</summary>
public sealed class AlloraWorkerService : BackgroundService
{
    internal AlloraWorkerService(WorkerRunner runner) => Runner = runner;

    /// <summary>The worker: its status and its results.</summary>
    public WorkerRunner Runner { get; }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Runner.RunAsync(stoppingToken);
}
