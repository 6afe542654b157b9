using System.Globalization;
using Allora.Sdk;
using Topic67.Worker.Chain;
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
        var (today, trouble, last) = (new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), Health.Trouble(folder, now), history.Windows is [.., var newest] ? newest : null);
        var answers = new Answers();
        answers.Add("running", InstanceLock.IsHeld(folder));
        answers.Add("health", trouble is null ? "green" : $"red: {trouble}");
        answers.Add("state", $"{status.State} {status.Detail}".TrimEnd());
        answers.Add("windows_today", history.Events("window_open", today));
        answers.Add("answered_today", history.Windows.Count(w => w.Timestamp >= today && w.Status is "Included" or "AlreadySubmitted"));
        answers.Add("last_prediction", last?.Value);
        answers.Add("last_prediction_how", last?.How);
        answers.Add("last_prediction_status", last?.Status);
        answers.Add("last_prediction_reason", last?.Reason);
        answers.Add("last_activity", history.LastActivity);
        answers.Add("errors_last_hour", history.Events("error", now.AddHours(-1)));
        answers.Add("period", status.Period);
        answers.Add("prices", status.Prices);
        answers.Add("newest_bar", status.NewestBar);
        answers.Add("gate_counts_from", status.GateCountsFrom);
        answers.Add("wallet", status.Wallet);
        // From cached bars only: a status does not wait for an exchange.
        Grades.Of(history, await Closes.KeptAsync(settings, folder, history.Graded, cancellationToken).ConfigureAwait(false)).AddTo(answers);
        await ChainAsync(status, history, answers, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(json ? answers.ToJson() : answers.ToText()).ConfigureAwait(false);
        return 0;
    }

    private static async Task ChainAsync(StatusSnapshot status, History history, Answers answers, CancellationToken cancellationToken)
    {
        if (status is not { Grpc: { } grpc, Rpc: { } rpc })
            return;
        var client = new AlloraClient(new AlloraNetwork { ChainId = status.ChainId, Endpoints = [new AlloraEndpoint(grpc)], EventEndpoints = [new AlloraEndpoint(rpc)] });
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
