using Allora.Sdk;
using Topic67.Worker.Chain;
using Topic67.Worker.Reporting;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>score: compares submissions with outcomes, and with other inferers.</summary>
internal sealed class ScoreCommand(WorkerSettings settings, bool json, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new StateFolder(settings.FolderOrDefault);
        if (StatusSnapshot.Read(folder) is not { } status)
            throw new ConfigurationException($"{folder.Path} has no worker's status: name the folder with --state, or start the worker.");
        var answers = new Answers();
        var (history, prices) = (new History(folder), "");
        var closes = new Dictionary<DateTimeOffset, double>();
        if (history.Graded is [var first, ..] and [.., var last])
            (closes, prices) = await Closes.FetchAsync(status, settings, folder, first, last, cancellationToken).ConfigureAwait(false);
        answers.Add("prices", prices.Length > 0 ? prices : null);
        Grades.Of(history, closes).AddTo(answers);
        if (WorkerNode.Of(status, settings) is { } network)
        {
            var client = new AlloraClient(network);
            await using (client.ConfigureAwait(false))
            {
                var (score, rank) = await NetworkView.RankAsync(client, status.TopicId, status.Wallet, cancellationToken).ConfigureAwait(false);
                answers.Add("ema_score", score);
                answers.Add("rank", rank);
            }
        }
        else
        {
            answers.Add("ema_score", WorkerNode.Missing);
        }

        await output.WriteLineAsync(json ? answers.ToJson() : answers.ToText()).ConfigureAwait(false);
        return 0;
    }
}
