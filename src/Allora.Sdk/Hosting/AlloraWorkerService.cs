using Microsoft.Extensions.Hosting;

namespace Allora.Sdk.Hosting;

/// <summary>
/// A worker as a background service of a host. All workers begin to drain when the host begins to stop; runs still in flight at the host's
/// shutdown timeout are left to the journal, and the next start follows them.
/// </summary>
public sealed class AlloraWorkerService : BackgroundService
{
    private const int FailureExitCode = 1;

    // Cancelled runs end with their next await.
    private static readonly TimeSpan GivingUp = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _late = new();
    private readonly IHostApplicationLifetime? _lifetime;
    private readonly StartMistakes? _mistakes;
    private readonly TimeProvider _time;

    internal AlloraWorkerService(
        string name, WorkerOptions options, string wallet, WorkerRunner runner, IHostApplicationLifetime? lifetime, StartMistakes? mistakes, TimeProvider time)
    {
        (Name, Options, Wallet, Runner, _lifetime, _mistakes, _time) = (name, options, wallet, runner, lifetime, mistakes, time);
    }

    /// <summary>The worker's name, which names its options and is the key of this service.</summary>
    public string Name { get; }

    /// <summary>The worker's options.</summary>
    public WorkerOptions Options { get; }

    /// <summary>The wallet's address.</summary>
    public string Wallet { get; }

    /// <summary>The worker: its status and its results.</summary>
    public WorkerRunner Runner { get; }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // Stopped before it began: readers of the results must not wait forever.
        if (ExecuteTask is null or { IsCanceled: true })
            Runner.Abandon();
        if (ExecuteTask is not { IsCompleted: false } running)
            return;
        await _late.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(running, Task.Delay(GivingUp, _time, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        _late.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host stops its services one after the other; workers drain in parallel.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _lifetime?.ApplicationStopping ?? CancellationToken.None);
        try
        {
            await Runner.RunUntilAsync(stopping.Token, _late.Token).ConfigureAwait(false);
        }
        catch (AlloraException mistake) when (_lifetime is not null && _mistakes is { IsCollecting: true } && _mistakes.Add(mistake))
        {
            _lifetime.StopApplication();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The host logs the exception and stops, but would report success.
            if (Environment.ExitCode == 0)
                Environment.ExitCode = FailureExitCode;
            throw;
        }
    }
}
