using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>The steps of a window in the order in which they happen, those that were reached.</summary>
internal static class WindowSteps
{
    public static IReadOnlyList<StepView> Of(WindowRecord record)
    {
        var (result, timings) = (record.Result, record.Result.Timings);
        var steps = new List<StepView> { new("window detected", 0, null, result.Nonce, Shown.Time(record.FirstSeen) is { } seen ? $"reported {seen}" : "", Levels.Neutral) };
        Add("model called", timings.PredictionStarted, null, "");
        Add("model answered", timings.Predicted, timings.Prediction, result.Value ?? "");
        Add("transaction signed", timings.TransactionSigned, null, "beside the simulation");
        Add("simulated", timings.Simulated, null, "");
        Add("sent to a node", timings.BroadcastSent, null, result.TransactionHash ?? "");
        Add("accepted by the node", timings.BroadcastAnswered, timings.BroadcastAnswered - timings.BroadcastSent, "");
        if (result.Status == SubmissionStatus.Included)
            steps.Add(new StepView("in a block", Shown.Milliseconds(timings.Confirmed), null, result.Height, "", Levels.Good));
        else if (result.IsTerminal)
            steps.Add(new StepView(result.Status.ToString(), null, null, null, Shown.Text(result.Message) ?? "", Levels.Of(result.Status)));
        foreach (var followUp in record.FollowUps)
            steps.AddRange(After(followUp, record.FollowUps.Count > 1));
        return steps;

        void Add(string name, TimeSpan? at, TimeSpan? took, string detail)
        {
            if (at is not null)
                steps.Add(new StepView(name, Shown.Milliseconds(at), Shown.Milliseconds(took), null, Shown.Text(detail)!, Levels.Neutral));
        }
    }

    private static IEnumerable<StepView> After(SubmissionFollowUp followUp, bool isOneOfSeveral)
    {
        var who = isOneOfSeveral ? $"{followUp.Actor}: " : "";
        if (followUp.IsActive is { } isActive)
            yield return new StepView(who + "window closed", null, null, followUp.WindowEnd > 0 ? followUp.WindowEnd : null, isActive ? "active: among the topic's best" : "passive: not among the topic's best", isActive ? Levels.Good : Levels.Warning);
        if (followUp.Score is { } score)
            yield return new StepView(who + "scored", null, null, null, $"score {score}", Levels.Good);
        if (followUp.Reward is not null)
            yield return new StepView(who + "rewarded", null, null, followUp.Height > 0 ? followUp.Height : null, $"{Shown.Reward(followUp.Reward)!.Short}", Levels.Good);
        if (followUp.Stage == FollowUpStage.Ended)
            yield return new StepView(who + "ended without a reward", null, null, null, Shown.Text(followUp.Message) ?? "", Levels.Warning);
    }
}
