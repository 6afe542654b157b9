using Allora.Sdk.Workers;
using Allora.Sdk.Workers.Loop;

namespace Allora.Sdk;

public sealed partial class WorkerRunner
{
    private readonly PauseSwitch _pause = new();
    private volatile TopicWorker? _worker;

    /// <summary>Whether the worker is paused. Default false.</summary>
    public bool IsPaused => _pause.IsPaused;

    /// <summary>
    /// Pauses the worker: from now on it begins no window, registers nothing and stakes nothing; transactions that were sent are still confirmed. Windows that pass
    /// are not answered, and not reported as missed. A restart of the process ends the pause. Does nothing if the worker is paused.
    /// </summary>
    public void Pause()
    {
        _pause.IsPaused = true;
        if (Status.State is not (WorkerState.Draining or WorkerState.Stopped))
            _status.Set(WorkerState.Paused, PauseSwitch.Detail);
    }

    /// <summary>Ends a pause: open windows are answered. Does nothing if the worker is not paused.</summary>
    public void Resume()
    {
        if (!_pause.IsPaused)
            return;
        _telemetry.Heartbeat.Resumed();
        _pause.IsPaused = false;
        _worker?.RequestPoll("the worker was resumed");
    }
}
