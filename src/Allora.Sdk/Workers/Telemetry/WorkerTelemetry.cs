using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>The telemetry of one worker: its metrics, its spans and its pulse. Each hook is one call.</summary>
internal sealed class WorkerTelemetry(ulong topicId, string wallet, StatusBoard status, TimeProvider time)
{
    public KeyValuePair<string, object?> Topic { get; } = new(TelemetryTags.Topic, (long)topicId);

    public KeyValuePair<string, object?> Wallet { get; } = new(TelemetryTags.Wallet, wallet);

    public WorkerHeartbeat Heartbeat { get; } = new(time);

    public WorkerState State => status.Current.State;

    /// <summary>The wallet's balance at its last query; null before.</summary>
    public UAllo? Balance { get; private set; }

    /// <summary>When a payload was last found in a block; null before the first of this run.</summary>
    public DateTimeOffset? LastIncluded { get; private set; }

    public void Started()
    {
        Heartbeat.Beat();
        LiveWorkers.Add(this);
        Instruments.Starts.Add(1, Topic, Wallet);
    }

    public void Stopped()
    {
        LiveWorkers.Remove(this);
        Instruments.Stops.Add(1, Topic, Wallet);
    }

    /// <summary>A query returned the wallet's balance and, for roles that follow workers' windows, the topic's window.</summary>
    public void Polled(long height, SubmissionWindow? window, long epochLength, UAllo balance)
    {
        Balance = balance;
        Heartbeat.Polled(height, window, epochLength);
    }

    public void WindowSeen(WindowTrigger window)
    {
        Heartbeat.Seen(window.Nonce, window.WindowEnd);
        Instruments.WindowsSeen.Add(1, Topic, Wallet);
    }

    public NonceSpan Begin(WindowTrigger window) => new(this, window);

    public void Predicted(string? error = null)
    {
        if (error is null)
            Instruments.Predictions.Add(1, Topic, Wallet);
        else
            Instruments.Predictions.Add(1, Topic, Wallet, new(TelemetryTags.ErrorType, error));
    }

    /// <summary>A result was published: a broadcast, or an outcome.</summary>
    public void Published(SubmissionResult result)
    {
        if (result.Status == SubmissionStatus.Broadcast)
        {
            Instruments.Submissions.Add(1, Topic, Wallet);
            if (result.Timings.OwnLatency is { } latency)
                Instruments.SubmissionLatency.Record(latency.TotalSeconds, Topic);
            return;
        }

        Heartbeat.Settled(result.Nonce, result.Status == SubmissionStatus.Missed);
        if (result.Status == SubmissionStatus.Included)
            LastIncluded = time.GetUtcNow();
        if (result is { Status: SubmissionStatus.Included, Timings.Confirmed: { } confirmed })
            Instruments.InclusionLatency.Record(confirmed.TotalSeconds, Topic);
        if (!Instruments.WindowsSettled.Enabled)
            return;
        var status = new KeyValuePair<string, object?>(TelemetryTags.Status, TelemetryTags.Of(result.Status));
        if (result.Reason is { } reason)
            Instruments.WindowsSettled.Add(1, Topic, Wallet, status, new(TelemetryTags.ErrorType, TelemetryTags.Of(reason)));
        else
            Instruments.WindowsSettled.Add(1, Topic, Wallet, status);
    }
}
