using Allora.Sdk.Dashboard.Feed;
using Allora.Sdk.Dashboard.History;
using Allora.Sdk.Dashboard.Security;
using Allora.Sdk.Dashboard.Views;

namespace Allora.Sdk.Dashboard;

/// <summary>
/// The workers of a console and their windows. Hosts with <c>AddAllora</c> need not create it: <c>MapAlloraDashboard("/allora")</c> does. Dispose
/// it after the workers.
/// </summary>
public sealed class AlloraDashboard : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly OutcomeReader? _outcomes;
    private readonly CancellationTokenSource _stopping = new();
    private DashboardWorker[] _workers = [];
    private int _disposed;

    /// <summary>Creates a console without workers.</summary>
    /// <param name="options">The options; the defaults if null.</param>
    /// <param name="time">The clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AlloraDashboard(AlloraDashboardOptions? options = null, TimeProvider? time = null)
    {
        Options = options ?? new AlloraDashboardOptions();
        Options.Validate();
        _time = time ?? TimeProvider.System;
        Memory = new MemoryHistory(Options.WindowsPerWorker);
        History = new Merged(Memory, Options.History);
        Blocks = new BlockWatch(_time);
        Overviews = new OverviewCache(this);
        _outcomes = Options.ReadNetworkValues ? new OutcomeReader() : null;
    }

    internal AlloraDashboardOptions Options { get; }

    internal TimeProvider Time => _time;

    internal ChangeSignal Changes { get; } = new();

    internal MemoryHistory Memory { get; }

    internal IWindowHistory History { get; }

    internal BlockWatch Blocks { get; }

    internal OverviewCache Overviews { get; }

    internal AntiForgery AntiForgery { get; } = new();

    /// <summary>Cancelled when the console ends: open pages are closed.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    internal IReadOnlyList<DashboardWorker> Workers => Volatile.Read(ref _workers);

    /// <summary>Adds a worker, best before it runs: what it reported before is not shown.</summary>
    /// <param name="name">A name for people, each once.</param>
    /// <param name="runner">The worker.</param>
    /// <exception cref="ArgumentException">There is a worker of this name already.</exception>
    public void Add(string name, WorkerRunner runner)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(runner);
        var worker = new DashboardWorker(name, runner, Memory.Of(name), Changes, _outcomes, _time);
        lock (_lock)
        {
            if (_workers.Any(other => other.Name == name))
                throw new ArgumentException($"There is a worker named '{SafeText.Value(name)}' already: give each a name of its own.", nameof(name));
            Volatile.Write(ref _workers, [.. _workers, worker]);
        }

        runner.AddObserver(worker);
        Changes.Raise();
    }

    /// <summary>Removes a worker, which may still run; its windows are shown again if one of its name is added.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one of this name.</returns>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_lock)
        {
            var left = _workers.Where(worker => worker.Name != name).ToArray();
            if (left.Length == _workers.Length)
                return false;
            Volatile.Write(ref _workers, left);
        }

        Changes.Raise();
        return true;
    }

    /// <summary>Closes the open pages and ends all queries.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await ClosePagesAsync().ConfigureAwait(false);
        if (_outcomes is not null)
            await _outcomes.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>Closes the open pages, which would hold up the host's stop.</summary>
    internal Task ClosePagesAsync() => _stopping.CancelAsync();

    internal DashboardWorker? Find(string? name) => Array.Find(_workers, worker => worker.Name == name);
}
