using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Explaining;

/// <summary>Why a window was missed, or what its submission cost and earned, in sentences.</summary>
internal static class Explanation
{
    /// <summary>Explains a recorded submission.</summary>
    public static string Of(HistoryRow row, NonceEvidence evidence)
    {
        var outcome = row.Status switch
        {
            SubmissionStatus.Included => Text($"Included{(row.Height is { } height ? $" in block {height}, {height - row.Nonce} after the nonce's" : "")}{Cost(row)}."),
            SubmissionStatus.Missed => Text($"Missed: {Why(row)}"),
            SubmissionStatus.Rejected => Text($"Rejected: {Why(row)}{Burned(row)}"),
            SubmissionStatus.Skipped => Text($"Skipped: {Why(row)} Nothing was sent."),
            SubmissionStatus.DryRun => "A dry run: nothing was sent.",
            SubmissionStatus.AlreadySubmitted => "The chain had this wallet's answer already; nothing more was paid.",
            SubmissionStatus.UsedElsewhere => Text($"Another program answered with this key: {Why(row)}"),
            SubmissionStatus.Broadcast => Sent(row, evidence),
            _ => "Only its follow-up is recorded: the submission was made before the history began.",
        };
        return $"{outcome} {Later(row, evidence)}".TrimEnd();
    }

    /// <summary>Explains a nonce of which no submission is recorded.</summary>
    public static string WithoutRecord(ulong topic, long nonce, string? wallet, NonceEvidence evidence)
    {
        if (evidence.Height is not { } height)
            return "Nothing is recorded of this nonce.";
        if (nonce > height)
            return Text($"Block {nonce} is still to come: the chain is at block {height}.");
        if (wallet is not null && evidence.ValueOf(wallet, SubmissionActor.Inferer) is { } value)
            return Text($"The chain has {value} of this wallet, and this history has no record of it: another program sent it, or a worker with another state folder or store.");
        if (evidence.Network is { Inferers.Count: > 0 } network)
            return Text($"{network.Inferers.Count} wallets answered{(wallet is null ? "" : ", this one not")}, and this history has no record of the nonce: no worker of it ran, or it had not registered yet.");
        if (evidence.Topic is { EpochLength: > 0 } info && (nonce - info.EpochLastEnded) % info.EpochLength is not 0 and var beside)
        {
            var before = nonce - (beside > 0 ? beside : beside + info.EpochLength);
            return Text($"Block {nonce} is not a nonce of topic {topic} in its present rhythm: its windows open every {info.EpochLength} blocks, the nearest at {before} and {before + info.EpochLength}.");
        }

        return "The chain has no values for this nonce: nobody answered, its window is open, or nodes no longer keep them.";
    }

    private static string Why(HistoryRow row) => Sentence(row.Message ?? row.Reason?.ToString() ?? "the cause was not recorded");

    private static string Cost(HistoryRow row) => row.Fee is { } fee ? $" for {fee.ToAllo()} ALLO" : "";

    private static string Burned(HistoryRow row) => row.FeesBurned is { } burned && burned != UAllo.Zero ? $" {burned.ToAllo()} ALLO was paid for nothing." : " Nothing was paid.";

    private static string Sent(HistoryRow row, NonceEvidence evidence)
    {
        if (row.Hash is { } hash && evidence.Transactions.TryGetValue(hash, out var receipt))
            return Text($"Sent; its transaction is in block {receipt.Height}{(receipt.Error is { } error ? $" and failed there: {error.Log}" : "")}.");
        return evidence.Height > row.WindowEnd
            ? Text($"Sent, but no node has its transaction in a block, and its window ended at block {row.WindowEnd}.")
            : "Sent; no block has included it yet.";
    }

    // What a miss means on the chain, and what a submission earned.
    private static string Later(HistoryRow row, NonceEvidence evidence)
    {
        if (row.Status is SubmissionStatus.Missed or SubmissionStatus.Rejected or SubmissionStatus.Skipped)
            return evidence.ValueOf(row.Wallet, row.Actor) is { } value ? Text($"Yet the chain has {value} of this wallet: another program sent it.") : "";
        var rank = evidence.ScoreOf(row.Wallet, row.Actor) is { } scored ? Text($", rank {scored.Rank} of {scored.Of}") : "";
        return row.Stage switch
        {
            FollowUpStage.Rewarded => Text($"It scored {row.Score}{rank} and earned {Reward(row)}."),
            FollowUpStage.Scored => Text($"It scored {row.Score}{rank}; its reward is not settled yet."),
            FollowUpStage.Active => "It takes part in the network's inference; the losses are not in yet.",
            FollowUpStage.Passive => "It was not among the topic's best, so it earned nothing.",
            FollowUpStage.Ended => "Its reward is not known.",
            _ => "",
        };
    }

    private static string Reward(HistoryRow row) => row.Reward is { } reward ? $"{reward} uallo" : "nothing";

    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
