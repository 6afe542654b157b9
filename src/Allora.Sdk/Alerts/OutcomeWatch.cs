using System.Globalization;

namespace Allora.Sdk.Alerts;

/// <summary>Keeps of one worker's results and states what its health does not show: missed windows, fallbacks, the end of a standby.</summary>
internal sealed class OutcomeWatch(WorkerRunner runner, TimeProvider time) : IWorkerObserver
{
    private readonly Lock _lock = new();
    private WorkerState _state = runner.Status.State;
    private (string Detail, DateTimeOffset Since)? _missed;
    private (string Detail, DateTimeOffset Since)? _fallback;
    private DateTimeOffset? _tookOver;

    public WorkerReading Read()
    {
        var health = runner.GetHealth();
        lock (_lock)
        {
            return new WorkerReading
            {
                ChainId = runner.Client.Network.ChainId,
                Wallet = runner.WalletAddress,
                TopicId = runner.TopicId,
                Health = health,
                Missed = _missed,
                Fallback = _fallback,
                TookOver = _tookOver,
            };
        }
    }

    public void OnResult(SubmissionResult result)
    {
        if (!result.IsTerminal)
            return;
        lock (_lock)
        {
            if (result.Status is not (SubmissionStatus.Missed or SubmissionStatus.Rejected))
                _missed = null;
            else if (!IsOfItsState(result))
                _missed = (Line(result, result.Status == SubmissionStatus.Missed ? "was missed" : "was rejected", result.Message), _missed?.Since ?? time.GetUtcNow());
            if (result.Fallback is { } fallback)
                _fallback = (Line(result, $"was answered by the fallback {fallback.Policy}", fallback.Why), _fallback?.Since ?? time.GetUtcNow());
            else if (result.Status is SubmissionStatus.Included or SubmissionStatus.AlreadySubmitted or SubmissionStatus.DryRun)
                _fallback = null;
        }
    }

    public void OnStatusChanged(ulong topicId, string wallet, WorkerStatus status)
    {
        lock (_lock)
        {
            if (status.State == WorkerState.Standby)
                _tookOver = null;
            else if (_state == WorkerState.Standby && status.State is not (WorkerState.Draining or WorkerState.Stopped))
                _tookOver = time.GetUtcNow();
            _state = status.State;
            if (AlertRules.HasOwnAlert(_state))
                _missed = null;
        }
    }

    // An alert about the wallet or the guard is about these windows as well.
    private bool IsOfItsState(SubmissionResult result) => AlertRules.HasOwnAlert(_state)
        || result.Reason is AlloraErrorReason.InsufficientFunds or AlloraErrorReason.CannotPayDataFee or AlloraErrorReason.BudgetSpent or AlloraErrorReason.UsedElsewhere;

    private static string Line(SubmissionResult result, string what, string? why) =>
        string.Create(CultureInfo.InvariantCulture, $"Topic {result.TopicId}: the window of nonce {result.Nonce} {what}{(string.IsNullOrEmpty(why) ? "." : $": {why}")}");
}
