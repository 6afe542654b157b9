using System.Globalization;
using System.Numerics;
using Allora.Sdk;
using Allora.Sdk.Values;
using Topic67.Worker.Chain;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>status: shows a worker's status from the state folder and the chain.</summary>
internal sealed class StatusCommand(WorkerSettings settings, bool json, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        if (StatusSnapshot.Read(folder) is not { } status)
            throw new ConfigurationException($"{folder.Path} has no worker's status: name the folder with --state, or start the worker.");
        var now = TimeProvider.System.GetUtcNow();
        var history = new History(folder);
        var answers = new Answers();
        Process(answers, folder, status, now);
        Windows(answers, history, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        Forecasts(answers, history, status, now);
        // From cached bars only: a status does not wait for an exchange.
        Grades.Of(history, await Closes.KeptAsync(status, settings, folder, history.Graded, cancellationToken).ConfigureAwait(false)).AddTo(answers);
        FollowUps(answers, history);
        await ChainAsync(status, history, answers, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(json ? answers.ToJson() : answers.ToText()).ConfigureAwait(false);
        return 0;
    }

    private static void Process(Answers answers, StateFolder folder, StatusSnapshot status, DateTimeOffset now)
    {
        var runs = InstanceLock.IsHeld(folder);
        answers.Add("running", runs);
        answers.Add("health", Health.Colour(folder, now));
        answers.Add("planned_upgrade", status.PlannedUpgrade ?? "none");
        answers.Add("state", $"{status.State} {status.Detail}".TrimEnd());
        answers.Add("dry_run", status.DryRun);
        answers.Add("started", status.Started);
        answers.Add("uptime_hours", runs ? Math.Round((now - status.Started).TotalHours, 2) : 0);
        answers.Add("chain_id", status.ChainId);
        answers.Add("node", string.Join(", ", status.Endpoints));
        answers.Add("node_away_since", status.AwaySince is { } since ? FormattableString.Invariant($"{since:yyyy-MM-ddTHH:mm:ssZ} ({status.AwayReason})") : "no");
        answers.Add("events_lost_since", status.SilentSince is { } silent ? FormattableString.Invariant($"{silent:yyyy-MM-ddTHH:mm:ssZ} ({status.SilentReason})") : "no");
    }

    private static void Windows(Answers answers, History history, DateTimeOffset today)
    {
        var newest = history.Windows.Where(record => record.Timestamp >= today).ToList();
        answers.Add("windows_today", history.CountSince(today));
        answers.Add("answered_today", newest.Count(static record => record.IsAnswered));
        answers.Add("missed_while_down_today", newest.Count(static record => record.Status == WindowRecord.Down));
        answers.Add("fallbacks_today", newest.Count(static record => record.Fallback));
        answers.Add("fees_today_allo", Fees(newest));
        var wanted = history.Windows.Where(static record => record.IsAnswered || record.IsMissed || record.Status == WindowRecord.Down).ToList();
        answers.Add("success_rate", wanted.Count == 0 ? null : Math.Round(wanted.Count(static record => record.IsAnswered) / (double)wanted.Count, 4));
        answers.Add("windows_counted", wanted.Count);
        answers.Add("missed_while_down", wanted.Count(static record => record.Status == WindowRecord.Down));
        answers.Add("fallbacks", history.Windows.Count(static record => record.Fallback));
        answers.Add("fees_allo", Fees(history.Windows));
    }

    private static void Forecasts(Answers answers, History history, StatusSnapshot status, DateTimeOffset now)
    {
        var last = history.Windows is [.., var newest] ? newest : null;
        answers.Add("last_prediction", last?.Value);
        answers.Add("last_prediction_how", last?.How);
        answers.Add("last_prediction_status", last?.Status);
        answers.Add("last_prediction_reason", last?.Reason);
        answers.Add("last_activity", history.LastActivity);
        answers.Add("errors_last_hour", history.Events("error", now.AddHours(-1)));
        answers.Add("period", status.Period);
        answers.Add("model", status.Model);
        answers.Add("prices", status.Prices);
        answers.Add("newest_bar", status.NewestBar);
        answers.Add("history", status.HistoryIncomplete is { } why ? $"incomplete: {why}" : "complete");
        answers.Add("gate_counts_from", status.GateCountsFrom);
        answers.Add("wallet", status.Wallet);
    }

    private static void FollowUps(Answers answers, History history)
    {
        var all = history.FollowUps();
        answers.Add("followed_active", all.Count(static one => one.Active == true));
        answers.Add("followed_passive", all.Count(static one => one.Active == false));
        answers.Add("last_score", all.LastOrDefault(static one => one.Score is not null)?.Score);
        answers.Add("rewards_uallo", all.Any(static one => one.RewardUallo is not null) ? all.Sum(static one => one.Reward()).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static string Fees(IEnumerable<WindowRecord> windows) => new UAllo(windows
        .Where(static record => record.FeeUallo is not null)
        .Aggregate(BigInteger.Zero, static (sum, record) => sum + BigInteger.Parse(record.FeeUallo!, CultureInfo.InvariantCulture))).ToAllo();

    private async Task ChainAsync(StatusSnapshot status, History history, Answers answers, CancellationToken cancellationToken)
    {
        if (WorkerNode.Of(status, settings) is not { } network)
        {
            answers.Add("balance_allo", WorkerNode.Missing);
            return;
        }

        var client = new AlloraClient(network);
        await using (client.ConfigureAwait(false))
        {
            try
            {
                var balance = await client.GetBalanceAsync(status.Wallet, cancellationToken).ConfigureAwait(false);
                answers.Add("balance_allo", balance.ToAllo());
                answers.Add("funded_for_windows", history.MeanFee() is { IsZero: false } fee ? (balance.Value / fee).ToString(CultureInfo.InvariantCulture) : "unknown until the first window is paid");
                var (score, rank) = await NetworkView.RankAsync(client, status.TopicId, status.Wallet, cancellationToken).ConfigureAwait(false);
                answers.Add("ema_score", score);
                answers.Add("rank", rank);
            }
            catch (AlloraException exception)
            {
                answers.Add("balance_allo", $"the node did not answer: {exception.Message}");
            }
        }
    }
}
