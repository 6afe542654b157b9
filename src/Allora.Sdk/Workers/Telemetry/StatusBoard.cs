using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>A worker's public state. Each change is logged once; a state in which the worker cannot answer is logged again each minute.</summary>
internal sealed class StatusBoard(ulong topicId, TimeProvider time, ILogger logger, NodeOutage? outage = null)
{
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private volatile WorkerStatus _current = new() { State = WorkerState.Starting, Detail = "", Since = time.GetUtcNow() };
    private WorkerState _beforeOutage;
    private DateTimeOffset _loggedAt = time.GetUtcNow();

    public WorkerStatus Current => _current;

    /// <summary>Called after each change.</summary>
    public Action<WorkerStatus>? Changed { get; set; }

    public void Set(WorkerState state, string detail = "")
    {
        WorkerStatus now;
        lock (_lock)
        {
            var before = _current;
            if (before.State == state && before.Detail == detail)
                return;
            now = _current = new WorkerStatus { State = state, Detail = detail, Since = before.State == state ? before.Since : time.GetUtcNow() };
            Log(before.State, now);
        }

        Changed?.Invoke(now);
    }

    /// <summary>Logs a state in which no window is answered again if a minute has passed since the last line about it.</summary>
    public void Remind()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!IsWaiting(_current.State) || now - _loggedAt < ReminderInterval)
                return;
            _loggedAt = now;
            if (_current.State == WorkerState.WaitingForNode && outage is not null)
                outage.Remind();
            else
                StatusLog.StillWaiting(logger, topicId, _current.State, (long)(now - _current.Since).TotalMinutes, _current.Detail);
        }
    }

    // Workers of one client lose and find their node together: the outage is logged once for all of them.
    private void Log(WorkerState before, WorkerStatus now)
    {
        if (before == now.State)
        {
            StatusLog.DetailChanged(logger, topicId, now.State, now.Detail);
            return;
        }

        _loggedAt = now.Since;
        if (now.State == WorkerState.WaitingForNode && outage is not null)
        {
            _beforeOutage = before;
            StatusLog.DetailChanged(logger, topicId, now.State, now.Detail);
            outage.Join(this, now.Detail);
            return;
        }

        if (before == WorkerState.WaitingForNode && outage is not null)
        {
            outage.Leave(this, hasAnswer: now.State is not (WorkerState.Draining or WorkerState.Stopped or WorkerState.Standby));
            if (now.State == _beforeOutage)
            {
                StatusLog.DetailChanged(logger, topicId, now.State, now.Detail);
                return;
            }
        }

        StatusLog.Changed(logger, topicId, now);
    }

    /// <summary>Whether no window is answered in a state although something should be done about it. A wait for an older nonce is normal.</summary>
    public static bool IsWaiting(WorkerState state) => state is not (
        WorkerState.Starting or WorkerState.Ready or WorkerState.WaitingForOlderNonce or WorkerState.Standby or WorkerState.Paused or WorkerState.Draining or WorkerState.Stopped);
}
