namespace Allora.Sdk.Sending.Sender;

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

    /// <summary>Takes a stamp over from the clock of a transaction that several submissions share; keeps its own if that one has none.</summary>
    public void Copy(Stamp stamp, StageClock whole) => _stamps[(int)stamp] = whole._stamps[(int)stamp] ?? _stamps[(int)stamp];

    /// <summary>The time from the start to a stage; null if it was not reached.</summary>
    public TimeSpan? Since(Stamp stamp) =>
        _stamps[(int)stamp] is { } value ? time.GetElapsedTime(started, value) : null;
}
