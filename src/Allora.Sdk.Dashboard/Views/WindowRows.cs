using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Turns records into rows.</summary>
internal static class WindowRows
{
    public static WindowRow Of(WindowRecord record)
    {
        var result = record.Result;
        var followUp = Newest(record);
        return new WindowRow(
            record.Worker, result.TopicId, result.Wallet, result.Nonce, result.Status.ToString(), Levels.Of(result.Status), Shown.Text(result.Value), Shown.Text(record.NetworkValue),
            result.Reason?.ToString(), Shown.Text(result.Message), result.Fallback is { } fallback ? fallback.Policy.ToString() : null, Shown.Text(result.TransactionHash), result.Height,
            Shown.Amount(result.Fee), followUp?.Stage.ToString(), followUp?.IsActive, followUp?.Score?.ToString(), Shown.Reward(followUp?.Reward), record.Rank, record.Ranked,
            Timings(result.Timings), Shown.Time(record.FirstSeen));
    }

    /// <summary>The follow-up that the row shows: the inferer's before the forecaster's.</summary>
    public static SubmissionFollowUp? Newest(WindowRecord record) => record.FollowUps.OrderBy(static one => one.Actor).FirstOrDefault();

    public static RateView Rate(IReadOnlyList<WindowRecord> windows)
    {
        var (succeeded, failed) = (0, 0);
        foreach (var window in windows)
        {
            if (!window.Result.IsTerminal)
                continue;
            var level = Levels.Of(window.Result.Status);
            succeeded += level == Levels.Good ? 1 : 0;
            failed += level == Levels.Bad ? 1 : 0;
        }

        return new RateView(succeeded, failed, windows.Count - succeeded - failed);
    }

    private static TimingsView Timings(SubmissionTimings timings) => new(
        Shown.Milliseconds(timings.PredictionStarted), Shown.Milliseconds(timings.Predicted), Shown.Milliseconds(timings.TransactionSigned), Shown.Milliseconds(timings.Simulated),
        Shown.Milliseconds(timings.BroadcastSent), Shown.Milliseconds(timings.BroadcastAnswered), Shown.Milliseconds(timings.Confirmed));
}
