using Allora.Cli.Documents;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Http;
using Allora.Sdk;
using Allora.Sdk.Losses;

namespace Allora.Cli.Worker.Files;

/// <summary>The entries under workers and reputers of our own file.</summary>
/// <param name="problems">Where errors go.</param>
/// <param name="hasEnvironment">Whether the entries run here, so that variables in their headers must be set.</param>
internal sealed class OwnEntries(List<string> problems, bool hasEnvironment = true)
{
    private const double LongestPoll = 120;
    private const double LongestTimeout = 86_400;

    public IReadOnlyList<WorkerEntry> Workers(IEnumerable<DocumentNode> items) => [.. items.Select(item => Fields(item) is { } fields ? Worker(fields) : null).OfType<WorkerEntry>()];

    public IReadOnlyList<ReputerEntry> Reputers(IEnumerable<DocumentNode> items) => [.. items.Select(item => Fields(item) is { } fields ? Reputer(fields) : null).OfType<ReputerEntry>()];

    /// <summary>Adds a problem for each unknown name.</summary>
    public static void Unknown(FieldReader fields, List<string> problems)
    {
        foreach (var (name, value) in fields.Unknown)
        {
            var meant = Likeness.Closest(name, fields.Known);
            problems.Add($"{value.Path} is not known: {(meant is null ? $"there are {string.Join(", ", fields.Known)}" : $"write {meant} if that is meant")}");
        }
    }

    private FieldReader? Fields(DocumentNode item)
    {
        if (item.Kind == NodeKind.Map)
            return new FieldReader(item, problems, StringComparison.Ordinal);
        problems.Add($"{item.Path} must be an object with topic and an endpoint, not {item.Display}");
        return null;
    }

    private WorkerEntry? Worker(FieldReader fields)
    {
        var (topic, parameters) = (fields.Topic("topic"), fields.TextMap("parameters"));
        var entry = Common(fields, new WorkerEntry
        {
            Path = fields.Path,
            Topic = topic ?? 0,
            Parameters = parameters,
            Endpoint = Template(fields, "endpoint", parameters),
            LabelsEndpoint = Template(fields, "labels_endpoint", parameters),
            ForecastEndpoint = Template(fields, "forecast_endpoint", parameters),
            Fallback = OwnOptions.Fallback(fields, problems),
            Guards = OwnOptions.Guards(fields, problems),
            AutoStake = OwnOptions.AutoStake(fields, problems),
        });
        if (entry is { Endpoint: not null, LabelsEndpoint: not null })
            problems.Add($"{fields.Path}: give endpoint (a number) or labels_endpoint (labels), one of the two");
        else if (entry.Endpoint is null && entry.LabelsEndpoint is null && entry.ForecastEndpoint is null)
            problems.Add($"{fields.Path}: give endpoint (a number), labels_endpoint (labels) or forecast_endpoint (forecasts)");
        return topic is null ? null : entry;
    }

    private ReputerEntry? Reputer(FieldReader fields)
    {
        var (topic, parameters) = (fields.Topic("topic"), fields.TextMap("parameters"));
        var truth = Template(fields, "truth_endpoint", parameters);
        var entry = Common(fields, new ReputerEntry
        {
            Path = fields.Path,
            Topic = topic ?? 0,
            Parameters = parameters,
            TruthEndpoint = truth ?? "",
            Loss = Loss(fields, "loss"),
            LabelsLoss = Loss(fields, "labels_loss"),
            LossService = Service(fields, "loss_service"),
            LossOptions = fields.TextMap("loss_options"),
            IsNeverNegative = fields.Flag("is_never_negative"),
            MinimumStake = fields.Amount("minimum_stake"),
        });
        if (truth is null)
            problems.Add($"{fields.Path}: give truth_endpoint, the address that answers with the ground truth");
        if (new[] { entry.Loss, entry.LabelsLoss, entry.LossService }.Count(static given => given is not null) > 1)
            problems.Add($"{fields.Path}: give loss (a name), labels_loss (a name, for labels) or loss_service (an address), one of them");
        return topic is null || truth is null ? null : entry;
    }

    private TEntry Common<TEntry>(FieldReader fields, TEntry entry)
        where TEntry : ModelEntry
    {
        var headers = fields.TextMap("headers");
        if (hasEnvironment && Attempt.Refusal(() => new ModelHttp(headers).Dispose()) is { } wrong)
            problems.Add($"{fields.PathOf("headers")}: {wrong}");
        var common = entry with
        {
            Key = fields.Key("key"),
            Headers = headers,
            Timeout = fields.Number("timeout_seconds", 0.001, LongestTimeout) is { } timeout ? TimeSpan.FromSeconds(timeout) : entry.Timeout,
            Poll = fields.Number("poll_seconds", 0.1, LongestPoll) is { } poll ? TimeSpan.FromSeconds(poll) : entry.Poll,
        };
        Unknown(fields, problems);
        return common;
    }

    private static string? Template(FieldReader fields, string name, Dictionary<string, string> parameters)
    {
        if (fields.Text(name) is not { } template)
            return null;
        if (EndpointCheck.TemplateProblem(template, parameters) is { } wrong)
            fields.Problem(name, wrong);
        return template;
    }

    private static string? Service(FieldReader fields, string name)
    {
        if (fields.Text(name) is not { } address)
            return null;
        if (EndpointCheck.ServiceProblem(address) is { } wrong)
            fields.Problem(name, wrong);
        return address;
    }

    private static string? Loss(FieldReader fields, string name)
    {
        if (fields.Text(name) is not { } loss)
            return null;
        if (Attempt.Refusal(() => LossCatalog.Find(loss)) is { } wrong)
            fields.Problem(name, $"is not a loss: {wrong.Replace(loss, SafeText.Value(loss), StringComparison.Ordinal)}");
        return loss;
    }
}
