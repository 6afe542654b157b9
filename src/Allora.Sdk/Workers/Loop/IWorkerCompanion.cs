namespace Allora.Sdk.Workers.Loop;

/// <summary>What is done beside a worker's own work.</summary>
internal interface IWorkerCompanion
{
    /// <summary>Works until stopped. Where the companion cannot go on, the work ends too.</summary>
    public Task RunBesideAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken);
}
