using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard.Feed;

/// <summary>A worker of the console: its runner, its windows, its last changes of state. Observes the runner.</summary>
internal sealed class DashboardWorker(string name, WorkerRunner runner, WindowLane lane, ChangeSignal changes, OutcomeReader? outcomes, TimeProvider time) : IWorkerObserver
{
    private const int StatesKept = 30;

    private readonly Lock _lock = new();
    private readonly LinkedList<WorkerStatus> _states = [];

    public string Name => name;

    public WorkerRunner Runner => runner;

    public WindowLane Lane => lane;

    /// <summary>The last changes of state, the newest first.</summary>
    public IReadOnlyList<WorkerStatus> States
    {
        get
        {
            lock (_lock)
                return [.. _states];
        }
    }

    public void OnResult(SubmissionResult result)
    {
        // The prediction itself is in the value.
        Change(result.Nonce, known => known with { Result = result with { Submitted = null } }, () => result);
        changes.Raise();
    }

    public void OnFollowUp(SubmissionFollowUp followUp)
    {
        Change(
            followUp.Nonce,
            known => known with { FollowUps = [.. known.FollowUps.Where(one => one.Actor != followUp.Actor), followUp] },
            () => FromEarlierRun(followUp));
        changes.Raise();
        if (followUp.Stage is not FollowUpStage.Included)
            outcomes?.Request(this, followUp);
    }

    public void OnStatusChanged(ulong topicId, string wallet, WorkerStatus status)
    {
        lock (_lock)
        {
            _states.AddFirst(status);
            if (_states.Count > StatesKept)
                _states.RemoveLast();
        }

        changes.Raise();
    }

    /// <summary>Adds to a window what was queried of it later.</summary>
    public void Learn(long nonce, Func<WindowRecord, WindowRecord> change)
    {
        lane.Change(nonce, known => known is null ? null : change(known) with { Updated = time.GetUtcNow() });
        changes.Raise();
    }

    private void Change(long nonce, Func<WindowRecord, WindowRecord> change, Func<SubmissionResult> first)
    {
        var now = time.GetUtcNow();
        lane.Change(nonce, known => change(known ?? new WindowRecord { Worker = name, Result = first(), FirstSeen = now }) with { Updated = now });
    }

    private static SubmissionResult FromEarlierRun(SubmissionFollowUp followUp) => new()
    {
        TopicId = followUp.TopicId,
        Nonce = followUp.Nonce,
        Wallet = followUp.Wallet,
        Status = SubmissionStatus.Included,
        WindowEnd = followUp.WindowEnd,
        Value = followUp.Value,
        TransactionHash = followUp.TransactionHash,
        Stage = SubmissionStage.Confirmation,
    };
}
