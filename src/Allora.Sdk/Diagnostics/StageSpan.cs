using System.Diagnostics;

namespace Allora.Sdk.Diagnostics;

/// <summary>One stage of a submission, as a span below the nonce's and as a measured duration. Costs nothing without a listener.</summary>
internal readonly struct StageSpan : IDisposable
{
    private static readonly string[] Names = ["allora.predict", "allora.sign", "allora.simulate", "allora.broadcast", "allora.confirm"];

    private readonly Activity? _activity;
    private readonly TimeProvider? _time;
    private readonly long _started;
    private readonly ulong _topicId;
    private readonly SubmissionStage _stage;

    private StageSpan(TimeProvider time, ulong topicId, SubmissionStage stage)
    {
        _activity = AlloraTelemetry.Source.StartActivity(Names[(int)stage]);
        (_time, _started, _topicId, _stage) = (time, time.GetTimestamp(), topicId, stage);
    }

    public static StageSpan Begin(TimeProvider time, ulong topicId, SubmissionStage stage) =>
        AlloraTelemetry.Source.HasListeners() || Instruments.StageDuration.Enabled ? new StageSpan(time, topicId, stage) : default;

    public void Dispose()
    {
        if (_time is null)
            return;
        _activity?.Dispose();
        Instruments.StageDuration.Record(
            _time.GetElapsedTime(_started).TotalSeconds,
            new KeyValuePair<string, object?>(TelemetryTags.Topic, (long)_topicId),
            new KeyValuePair<string, object?>(TelemetryTags.Stage, TelemetryTags.Of(_stage)));
    }
}
