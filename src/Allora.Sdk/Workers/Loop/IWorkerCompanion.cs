namespace Allora.Sdk.Workers.Loop;

/// <summary>Work that runs alongside a worker.</summary>
internal interface IWorkerCompanion
{
    /// <summary>Works until stopped. If the companion cannot continue, the worker ends too.</summary>
    public Task RunAlongsideAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken);
}
