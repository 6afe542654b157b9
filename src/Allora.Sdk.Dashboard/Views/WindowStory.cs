using System.Globalization;
using Allora.Sdk.Dashboard.History;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Tells a window from its frame to its reward.</summary>
internal static class WindowStory
{
    private const int MostPeers = 100;

    public static WindowView Of(WindowRecord record, NonceOnChain chain) => new(
        WindowRows.Of(Completed(record, chain)),
        Summary(record.Result, WindowRows.Newest(record)),
        WindowFacts.Of(record),
        WindowSteps.Of(record),
        [.. record.Result.Findings.Select(static finding => new FindingView(finding.Guard.ToString(), finding.Severity.ToString(), Shown.Text(finding.Message)!))],
        Peers(record, chain),
        chain.Missing);

    private static WindowRecord Completed(WindowRecord record, NonceOnChain chain) => record with
    {
        NetworkValue = record.NetworkValue ?? chain.Inference?.Combined?.ToString(),
        Rank = record.Rank ?? (chain.Scores.TryGetValue(record.Result.Wallet, out var own) ? 1 + chain.Scores.Values.Count(other => other > own) : null),
        Ranked = record.Ranked > 0 ? record.Ranked : chain.Scores.Count,
    };

    private static string Summary(SubmissionResult result, SubmissionFollowUp? followUp)
    {
        var outcome = result.Status switch
        {
            SubmissionStatus.Broadcast => "The transaction was sent; no block has included it yet.",
            SubmissionStatus.Included => string.Create(CultureInfo.InvariantCulture, $"Included{(result.Height is { } height ? $" in block {height}" : "")}{(result.Fee is { } fee ? $" for {Shown.Amount(fee).Short}" : "")}."),
            SubmissionStatus.AlreadySubmitted => "The chain had this wallet's answer already; nothing more was paid.",
            SubmissionStatus.DryRun => "A dry run: nothing was sent.",
            SubmissionStatus.Skipped => $"Skipped: {result.Message}",
            _ => $"{result.Status}{(result.Reason is { } reason ? $" ({reason}, at {result.Stage})" : "")}: {result.Message}",
        };
        return Shown.Text(followUp is null ? outcome : $"{outcome} {Later(followUp)}")!;
    }

    private static string Later(SubmissionFollowUp followUp) => followUp.Stage switch
    {
        FollowUpStage.Rewarded => $"It earned {Shown.Reward(followUp.Reward)?.Short ?? "nothing"}.",
        FollowUpStage.Scored => $"Its score is {followUp.Score}; its reward is not settled yet.",
        FollowUpStage.Active => "It takes part in the network's inference; the losses are not in yet.",
        FollowUpStage.Passive => "It was not among the topic's best, so it has no part in the rewards.",
        FollowUpStage.Ended => $"Its reward is not known: {followUp.Message}",
        _ => "Its window has not closed yet.",
    };

    private static IReadOnlyList<PeerView> Peers(WindowRecord record, NonceOnChain chain)
    {
        if (chain.Inference is not { } inference)
            return [];
        var network = inference.Combined is { } combined ? [new PeerView("network", Shown.Text(combined.ToString())!, false, null)] : Array.Empty<PeerView>();
        var inferers = inference.Inferers.Select(one => new PeerView(
            Shown.Text(one.Worker)!, Shown.Text(one.Value.ToString())!, one.Worker == record.Result.Wallet, chain.Scores.TryGetValue(one.Worker, out var score) ? score.ToString() : null));
        // One's own value is shown however many there are.
        return [.. network, .. inferers.OrderByDescending(static one => one.IsOwn).Take(MostPeers)];
    }
}
