using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Workers.Nonces;

/// <summary>The last prediction of a provider for each role and topic, with its time. Values of a fallback are not among them.</summary>
internal sealed class LastPredictions
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Purpose, ulong Topic), LastPrediction> _last = [];

    public LastPrediction? Get(string purpose, ulong topicId)
    {
        lock (_lock)
            return _last.GetValueOrDefault((purpose, topicId));
    }

    public void Set(string purpose, ulong topicId, LastPrediction prediction)
    {
        lock (_lock)
        {
            if (!_last.TryGetValue((purpose, topicId), out var before) || before.Nonce <= prediction.Nonce)
                _last[(purpose, topicId)] = prediction;
        }
    }

    /// <summary>Reads a settled nonce of an earlier run.</summary>
    public void Restore(string purpose, JournalRecord record)
    {
        // A value that the chain rejected must not be repeated.
        if (record.Fallback is not null || record.Status is SubmissionStatus.Rejected or SubmissionStatus.Skipped || PredictionOf(record) is not { } prediction)
            return;
        Set(purpose, record.TopicId, new LastPrediction(prediction, record.Nonce, record.Time));
    }

    private static Prediction? PredictionOf(JournalRecord record)
    {
        try
        {
            return record.Labels is { } labels
                ? Prediction.Labels(labels.ToDictionary(pair => pair.Key, pair => ChainDecimal.Parse(pair.Value), StringComparer.Ordinal))
                : ChainDecimal.TryParse(record.Value, out var value, out _) ? Prediction.Value(value) : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // Written by another version: it is not essential.
            return null;
        }
    }
}

/// <summary>A prediction, its nonce, and its time (UTC).</summary>
internal sealed record LastPrediction(Prediction Prediction, long Nonce, DateTimeOffset At);
