using Allora.Sdk.PostgreSql.Leases;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>A wallet that this member has claimed: its lease and its runners. It ends when it is stopped, when the lease is lost, or when no runner is left.</summary>
internal sealed class HeldWallet : IAsyncDisposable
{
    private readonly AlloraWallet _wallet;
    private readonly Lease _lease;
    private readonly FleetJournal _journal;
    private readonly IFleetWorkers _workers;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<FleetWorker, Running> _running = [];
    private readonly HashSet<FleetWorker> _failed = [];
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _loss;
    private Task _ending = Task.CompletedTask;
    private volatile bool _hasEnded;

    /// <param name="wallet">The wallet.</param>
    /// <param name="lease">Its lease, which this object owns from now on.</param>
    /// <param name="journal">The journal from which the wallet's session is opened.</param>
    /// <param name="workers">Makes the runners.</param>
    /// <param name="changed">Called when a runner or the wallet has ended.</param>
    /// <param name="logger">The log.</param>
    public HeldWallet(AlloraWallet wallet, Lease lease, FleetJournal journal, IFleetWorkers workers, Action changed, ILogger logger) =>
        (_wallet, _lease, _journal, _workers, _changed, _logger) = (wallet, lease, journal, workers, changed, logger);

    /// <summary>Whether it was stopped, or its lease was lost.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>Whether it has ended, and its lease is free or lost.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether no runner could continue, although the wallet was not stopped.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The workers that run.</summary>
    public IReadOnlyList<(FleetWorker Worker, WorkerRunner Runner)> Runners
    {
        get
        {
            lock (_lock)
                return [.. _running.Select(static one => (one.Key, one.Value.Runner))];
        }
    }

    /// <summary>Starts the workers.</summary>
    public void Start(IReadOnlyList<FleetWorker> specifications)
    {
        _journal.Offer(_lease);
        _ending = EndAsync();
        Update(specifications);
        _loss = _lease.Lost.UnsafeRegister(static wallet => ((HeldWallet)wallet!).OnLost(), this);
    }

    /// <summary>Follows the specifications: runners of those that are gone are stopped, new ones are started.</summary>
    public void Update(IReadOnlyList<FleetWorker> specifications)
    {
        List<CancellationTokenSource> gone;
        lock (_lock)
        {
            gone = [.. _running.Where(one => !specifications.Contains(one.Key)).Select(static one => one.Value.Stop)];
            // The one with other options for the same place ends first; it calls for another update then.
            foreach (var worker in specifications.Where(worker => !_failed.Contains(worker) && !_running.Keys.Any(other => other.TopicId == worker.TopicId && other.Role == worker.Role)))
                Run(worker);
            if (_running.Count == 0)
                _idle.TrySetResult();
        }

        foreach (var stop in gone)
            Cancel(stop);
    }

    /// <summary>Stops the runners and gives the lease back; does not wait for either.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops, and waits until the lease is free.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _ending.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Run(FleetWorker worker)
    {
        if (_idle.Task.IsCompleted || IsStopping)
            return;
        try
        {
            var runner = _workers.Create(worker, _wallet);
            var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            _running[worker] = new Running(runner, stop);
            _ = RunAsync(worker, runner, stop);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Failed(worker, exception);
        }
    }

    // It owns itself: the wallet ends after the last one has.
    private async Task RunAsync(FleetWorker worker, WorkerRunner runner, CancellationTokenSource stop)
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await runner.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failure = exception;
        }

        _workers.Ended(worker, runner, failure);
        lock (_lock)
        {
            _running.Remove(worker);
            stop.Dispose();
            if (failure is not null)
                Failed(worker, failure);
            if (_running.Count == 0)
                _idle.TrySetResult();
        }

        _changed();
    }

    private static void Cancel(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The runner has ended meanwhile.
        }
    }

    private async Task EndAsync()
    {
        await _idle.Task.ConfigureAwait(false);
        _loss.Unregister();
        _journal.Withdraw(_lease);
        // The session of the last runner gave it back, if there was one.
        await _lease.DisposeAsync().ConfigureAwait(false);
        HasFailed = !IsStopping && _failed.Count > 0;
        _hasEnded = true;
        _changed();
    }

    private void OnLost()
    {
        FleetLog.Lost(_logger, _wallet.Address);
        _stop.Cancel();
    }

    private void Failed(FleetWorker worker, Exception failure)
    {
        _failed.Add(worker);
        FleetLog.WorkerFailed(_logger, worker.Wallet, worker.TopicId, failure.Message);
    }

    private sealed record Running(WorkerRunner Runner, CancellationTokenSource Stop);
}
