using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Workers.Answering;

/// <summary>The timings of a submission, from the sender's stamps.</summary>
internal static class StageTimings
{
    public static SubmissionTimings ToTimings(this StageClock clock) => new()
    {
        PredictionStarted = clock.Since(StageClock.Stamp.PredictionStarted),
        Predicted = clock.Since(StageClock.Stamp.Predicted),
        TransactionSigned = clock.Since(StageClock.Stamp.TransactionSigned),
        Simulated = clock.Since(StageClock.Stamp.Simulated),
        BroadcastSent = clock.Since(StageClock.Stamp.BroadcastSent),
        BroadcastAnswered = clock.Since(StageClock.Stamp.BroadcastAnswered),
        Confirmed = clock.Since(StageClock.Stamp.Confirmed),
    };
}
