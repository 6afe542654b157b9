using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>A worker's public state. Each change is logged once.</summary>
internal sealed class StatusBoard(ulong topicId, TimeProvider time, ILogger logger)
{
    private volatile WorkerStatus _current = new() { State = WorkerState.Starting, Detail = "", Since = time.GetUtcNow() };

    public WorkerStatus Current => _current;

    /// <summary>Called after each change.</summary>
    public Action<WorkerStatus>? Changed { get; set; }

    public void Set(WorkerState state, string detail = "")
    {
        var before = _current;
        if (before.State == state && before.Detail == detail)
            return;
        _current = new WorkerStatus { State = state, Detail = detail, Since = before.State == state ? before.Since : time.GetUtcNow() };
        WorkerLog.StateChanged(logger, topicId, state, detail);
        Changed?.Invoke(_current);
    }
}
