namespace Allora.Sdk.Alerts;

/// <summary>
/// The newest state of each alert that was not sent yet: an alert that is over before it could be sent is sent once, as resolved. Bounded: beyond it,
/// further alerts are dropped and counted.
/// </summary>
internal sealed class AlertOutbox : IDisposable
{
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<AlertKey, WorkerAlert> _waiting = [];
    private readonly SemaphoreSlim _any = new(0, 1);

    /// <summary>How many alerts were dropped.</summary>
    public long Dropped { get; private set; }

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _waiting.Count == 0;
        }
    }

    /// <summary>Adds alerts; returns whether one had to be dropped.</summary>
    public bool Put(IReadOnlyCollection<WorkerAlert> alerts)
    {
        var isFull = false;
        lock (_lock)
        {
            foreach (var alert in alerts)
            {
                if (_waiting.Count < Capacity || _waiting.ContainsKey(alert.Key))
                    _waiting[alert.Key] = alert;
                else
                    (isFull, Dropped) = (true, Dropped + 1);
            }

            if (_waiting.Count > 0 && _any.CurrentCount == 0)
                _any.Release();
        }

        return isFull;
    }

    /// <summary>Adds alerts that are over because the process ends; those that were never sent are removed instead.</summary>
    public void PutLast(IReadOnlyCollection<WorkerAlert> alerts)
    {
        lock (_lock)
        {
            foreach (var alert in alerts)
            {
                if (!_waiting.Remove(alert.Key))
                    _waiting[alert.Key] = alert;
            }
        }
    }

    /// <summary>Waits until there may be alerts to send.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _any.WaitAsync(cancellationToken);

    /// <summary>Takes alerts out, the oldest first.</summary>
    public IReadOnlyList<WorkerAlert> Take(int count)
    {
        lock (_lock)
        {
            List<WorkerAlert> taken = [.. _waiting.Values.OrderBy(static alert => alert.Resolved ?? alert.Since).Take(count)];
            taken.ForEach(alert => _waiting.Remove(alert.Key));
            return taken;
        }
    }

    /// <summary>Takes alerts back that could not be sent; a newer state of the same alert stays.</summary>
    public void Return(IReadOnlyList<WorkerAlert> alerts)
    {
        lock (_lock)
        {
            foreach (var alert in alerts)
                _waiting.TryAdd(alert.Key, alert);
        }
    }

    public void Dispose() => _any.Dispose();
}
