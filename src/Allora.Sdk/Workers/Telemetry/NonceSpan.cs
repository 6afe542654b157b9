using System.Diagnostics;
using Allora.Sdk.Blocks;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>The work on one nonce: counted while it lasts, and the parent span of its stages.</summary>
internal readonly struct NonceSpan : IDisposable
{
    private readonly WorkerTelemetry _worker;
    private readonly Activity? _activity;

    public NonceSpan(WorkerTelemetry worker, WindowTrigger window)
    {
        _worker = worker;
        Instruments.WindowsActive.Add(1, worker.Topic, worker.Wallet);
        if (!AlloraTelemetry.Source.HasListeners())
            return;
        // A trace of its own: the span that started the worker lasts for months.
        Activity.Current = null;
        _activity = AlloraTelemetry.Source.StartActivity("allora.nonce");
        _activity?.SetTag(TelemetryTags.Topic, worker.Topic.Value).SetTag(TelemetryTags.Wallet, worker.Wallet.Value)
            .SetTag(TelemetryTags.Nonce, window.Nonce).SetTag(TelemetryTags.WindowEnd, window.WindowEnd);
    }

    /// <summary>Writes the outcome to the span.</summary>
    public void Settled(SubmissionResult result)
    {
        if (_activity is null)
            return;
        _activity.SetTag(TelemetryTags.Status, TelemetryTags.Of(result.Status)).SetTag(TelemetryTags.Attempts, result.Attempts).SetTag(TelemetryTags.Hash, result.TransactionHash);
        if (result.Reason is { } reason)
            _activity.SetTag(TelemetryTags.ErrorType, TelemetryTags.Of(reason));
        if (result.Status is SubmissionStatus.Missed or SubmissionStatus.Rejected)
            _activity.SetStatus(ActivityStatusCode.Error, result.Message);
    }

    public void Dispose()
    {
        _activity?.Dispose();
        Instruments.WindowsActive.Add(-1, _worker.Topic, _worker.Wallet);
    }
}
