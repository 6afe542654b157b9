namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// The threads on which users' code starts. A provider that blocks its thread (a synchronous request, a lock, a long computation) occupies one
/// of these and never one of the thread pool, on which every other topic depends. Threads are created when all are busy and end when idle.
/// </summary>
internal sealed class ProviderThreads(int most, TimeSpan idle) : TaskScheduler
{
    private const int Most = 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    // An object and not a Lock: threads wait on it.
    private readonly object _lock = new();
    private readonly Queue<Task> _queue = new();
    private int _waiting;
    private int _threads;

    /// <summary>Shared by all providers of the process.</summary>
    public static ProviderThreads Shared { get; } = new(Most, Idle);

    public override int MaximumConcurrencyLevel => most;

    /// <summary>The current number of threads.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _threads;
        }
    }

    /// <summary>Starts a function here; its continuations run wherever they want.</summary>
    public Task<T> StartAsync<T>(Func<ValueTask<T>> function) =>
        Task.Factory.StartNew(() => function().AsTask(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        bool start;
        lock (_lock)
        {
            _queue.Enqueue(task);
            Monitor.Pulse(_lock);
            start = _waiting < _queue.Count && _threads < most;
            if (start)
                _threads++;
        }

        if (start)
            new Thread(Work) { IsBackground = true, Name = "Allora provider" }.Start();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_lock)
            return [.. _queue];
    }

    private void Work()
    {
        while (Take() is { } task)
            TryExecuteTask(task);
    }

    private Task? Take()
    {
        lock (_lock)
        {
            while (_queue.Count == 0)
            {
                _waiting++;
                var woken = Monitor.Wait(_lock, idle);
                _waiting--;
                if (!woken && _queue.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            return _queue.Dequeue();
        }
    }
}
