using Allora.Cli.Running;
using Allora.Sdk.Losses;

namespace Allora.Cli.Worker;

/// <summary>All that is wrong with a worker file, each in a sentence: whoever corrects it sees everything at once.</summary>
internal static class WorkerFileProblems
{
    private const double LongestPoll = 120;

    public static IReadOnlyList<string> Of(WorkerFile file)
    {
        var problems = new List<string>();
        if (file.Workers.Count + file.Reputers.Count == 0)
            problems.Add("no workers in it: list at least one with topic and endpoint under workers, or a reputer with topic and truth_endpoint under reputers");
        Try(problems, "", () => WorkerSettings.Fees(file));
        foreach (var entry in file.Workers)
            Check(problems, entry);
        foreach (var entry in file.Reputers)
            Check(problems, entry);
        Twice(problems, file.Workers, "answers a topic");
        Twice(problems, file.Reputers, "judges a topic");
        return problems;
    }

    private static void Check(List<string> problems, WorkerEntry entry)
    {
        var who = Common(problems, "worker", entry);
        if (entry.Endpoint is not null && entry.LabelsEndpoint is not null)
            problems.Add($"{who}give endpoint (a number) or labels_endpoint (labels), one of the two");
        else if ((entry.Endpoint ?? entry.LabelsEndpoint ?? entry.ForecastEndpoint) is null)
            problems.Add($"{who}give endpoint (a number), labels_endpoint (labels) or forecast_endpoint (forecasts)");
        Template(problems, who, entry.Endpoint, entry);
        Template(problems, who, entry.LabelsEndpoint, entry);
        Template(problems, who, entry.ForecastEndpoint, entry);
    }

    private static void Check(List<string> problems, ReputerEntry entry)
    {
        var who = Common(problems, "reputer", entry);
        if (entry.TruthEndpoint is null)
            problems.Add($"{who}give truth_endpoint, the address that tells what came true");
        Template(problems, who, entry.TruthEndpoint, entry);
        if (new[] { entry.Loss, entry.LabelsLoss, entry.LossService }.Count(static given => given is not null) > 1)
            problems.Add($"{who}give loss (a name), labels_loss (a name, for labels) or loss_service (an address), one of them");
        if ((entry.Loss ?? entry.LabelsLoss) is { } loss)
            Try(problems, who, () => LossCatalog.Find(loss));
        if (entry.LossService is { } service)
            Try(problems, who, () => LossService.AddressOf(service));
        if (entry.MinimumStake is { } stake)
            Try(problems, who, () => Amounts.Parse(stake));
    }

    private static string Common(List<string> problems, string kind, ModelEntry entry)
    {
        if (entry.Topic == 0)
            problems.Add($"a {kind} without topic");
        var who = entry.Topic == 0 ? "" : $"topic {entry.Topic}: ";
        if (!double.IsFinite(entry.TimeoutSeconds) || entry.TimeoutSeconds is <= 0 or > 86_400)
            problems.Add($"{who}timeout_seconds must be above 0 and 86400 at most");
        if (entry.PollSeconds is not (>= 0.1 and <= LongestPoll))
            problems.Add($"{who}poll_seconds must be between 0.1 and {LongestPoll:0}");
        Try(problems, who, () => HttpSource.Client(entry.Headers).Dispose());
        return who;
    }

    private static void Twice(List<string> problems, IEnumerable<ModelEntry> entries, string does)
    {
        foreach (var twice in entries.Where(static entry => entry.Topic != 0).GroupBy(static entry => entry.Topic).Where(static same => same.Count() > 1))
            problems.Add($"topic {twice.Key} is listed twice: one wallet {does} once");
    }

    private static void Template(List<string> problems, string who, string? template, ModelEntry entry)
    {
        if (template is not null)
            Try(problems, who, () => _ = new UrlTemplate(template, entry.Parameters));
    }

    private static void Try(List<string> problems, string who, Action check)
    {
        try
        {
            check();
        }
        catch (Exception wrong) when (wrong is UsageException or ArgumentException or FormatException)
        {
            problems.Add(who + wrong.Message);
        }
    }
}
