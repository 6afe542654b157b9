using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>A line when a worker begins to wait for its wallet, which another process runs or whose store is away, and when it has the wallet.</summary>
internal sealed class StandbyLines(Screen screen) : IWorkerObserver
{
    private bool _isWaiting;

    public void OnStatusChanged(ulong topicId, string wallet, WorkerStatus status)
    {
        var isWaiting = status.State is WorkerState.Standby or WorkerState.WaitingForJournal;
        if (isWaiting == _isWaiting || (!isWaiting && status.State is not WorkerState.Ready))
            return;
        _isWaiting = isWaiting;
        var name = isWaiting ? status.State == WorkerState.Standby ? "standby" : "waiting_for_journal" : "active";
        screen.Line(
            new JsonObject { ["event"] = name, ["wallet"] = wallet, ["topic"] = topicId, ["detail"] = status.Detail },
            $"topic {topicId}  {name.Replace('_', ' ')}  {status.Detail}".TrimEnd());
    }
}
