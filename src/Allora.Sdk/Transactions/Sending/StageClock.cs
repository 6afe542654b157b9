namespace Allora.Sdk.Transactions.Sending;

/// <summary>Stamps the stages of one submission. A later attempt overwrites the stamps of an earlier one.</summary>
internal sealed class StageClock(TimeProvider time, long started)
{
    private readonly long?[] _stamps = new long?[Enum.GetValues<Stamp>().Length];

    public enum Stamp
    {
        PredictionStarted,
        Predicted,
        TransactionSigned,
        Simulated,
        BroadcastSent,
        BroadcastAnswered,
        Confirmed,
    }

    public void Mark(Stamp stamp) => _stamps[(int)stamp] = time.GetTimestamp();

    public SubmissionTimings ToTimings() => new()
    {
        PredictionStarted = Since(Stamp.PredictionStarted),
        Predicted = Since(Stamp.Predicted),
        TransactionSigned = Since(Stamp.TransactionSigned),
        Simulated = Since(Stamp.Simulated),
        BroadcastSent = Since(Stamp.BroadcastSent),
        BroadcastAnswered = Since(Stamp.BroadcastAnswered),
        Confirmed = Since(Stamp.Confirmed),
    };

    private TimeSpan? Since(Stamp stamp) =>
        _stamps[(int)stamp] is { } value ? time.GetElapsedTime(started, value) : null;
}
