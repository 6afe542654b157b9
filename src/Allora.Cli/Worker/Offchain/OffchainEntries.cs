using Allora.Cli.Documents;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Http;

namespace Allora.Cli.Worker.Offchain;

/// <summary>The entries under worker and reputer of the offchain node's file.</summary>
internal sealed class OffchainEntries(FieldReader root, TimeSpan? timeout, List<string> problems, List<string> remarks)
{
    private const string LossMethod = "loss_method";

    private readonly List<string> _fine = [];

    /// <summary>The usable entries. If one of several is wrong, the correct ones are named.</summary>
    public (IReadOnlyList<WorkerEntry> Workers, IReadOnlyList<ReputerEntry> Reputers) Read()
    {
        var workers = Each("worker", Worker);
        var reputers = Each("reputer", Reputer);
        if (problems.Count > 0)
            problems.AddRange(_fine);
        return (workers, reputers);
    }

    private List<TEntry> Each<TEntry>(string name, Func<FieldReader, TEntry?> read)
        where TEntry : ModelEntry
    {
        var entries = new List<TEntry>();
        foreach (var item in root.Items(name))
        {
            var before = problems.Count;
            if (item.Kind != NodeKind.Map)
            {
                problems.Add($"{item.Path} must be an object, not {item.Display}");
                continue;
            }

            var fields = new FieldReader(item, problems, StringComparison.OrdinalIgnoreCase);
            var entry = read(fields);
            Others(fields);
            if (entry is null)
                continue;
            if (entries.Find(other => other.Topic == entry.Topic) is { } same)
                fields.Problem("topicId", $"is {entry.Topic}, as in {same.Path}: one wallet answers a topic once");
            entries.Add(entry);
            if (problems.Count == before)
                _fine.Add($"{entry.Path} (topic {entry.Topic}) is correct");
        }

        return entries;
    }

    private WorkerEntry? Worker(FieldReader fields)
    {
        var (topic, parameters) = (fields.Topic("topicId"), fields.TextMap("parameters"));
        var infers = IsOn(fields, "inferenceEntrypointName");
        var forecasts = IsOn(fields, "forecastEntrypointName");
        var check = new EndpointCheck(fields.PathOf("parameters"), parameters, problems);
        var (scalar, labels, forecast) = (
            check.Find("InferenceEndpoint", infers), check.Find("LabeledInferenceEndpoint", infers), check.Find("ForecastEndpoint", forecasts));
        if (infers is false && forecasts is false)
            problems.Add($"{fields.PathOf("inferenceEntrypointName")} is missing, and forecastEntrypointName too: write apiAdapter for the one to run");
        if (infers is true && scalar is null && labels is null)
            check.Missing("InferenceEndpoint");
        if (forecasts is true && forecast is null)
            check.Missing("ForecastEndpoint");
        Unwanted(fields, infers, "inferenceEntrypointName", parameters, "InferenceEndpoint", "LabeledInferenceEndpoint");
        Unwanted(fields, forecasts, "forecastEntrypointName", parameters, "ForecastEndpoint");
        check.Unused();
        return topic is { } id ? Timed(new WorkerEntry { Path = fields.Path, Topic = id, Endpoint = scalar, LabelsEndpoint = labels, ForecastEndpoint = forecast, Parameters = check.Variables }) : null;
    }

    private ReputerEntry? Reputer(FieldReader fields)
    {
        if (Old(fields))
            return null;
        var (topic, truth) = (fields.Topic("topicId"), fields.TextMap("groundTruthParameters"));
        foreach (var name in (string[])["groundTruthEntrypointName", "lossFunctionEntrypointName"])
        {
            if (IsOn(fields, name) is false)
                fields.Problem(name, "is missing: write apiAdapter");
        }

        var check = new EndpointCheck(fields.PathOf("groundTruthParameters"), truth, problems);
        var (scalar, labels) = (check.Find("GroundTruthEndpoint", true), check.Find("LabeledGroundTruthEndpoint", true));
        if ((scalar ?? labels) is null)
            check.Missing("GroundTruthEndpoint");
        check.Unused();
        var losses = new OffchainLoss(fields, problems);
        var stake = OffchainAmount.Read(fields, "minStake");
        return topic is not { } id || (scalar ?? labels) is not { } address ? null : Timed(new ReputerEntry
        {
            Path = fields.Path,
            Topic = id,
            TruthEndpoint = address,
            LabelsTruthEndpoint = labels,
            Parameters = check.Variables,
            LossService = losses.Service ?? losses.LabelsService,
            LabelsLossService = losses.LabelsService,
            LossOptions = losses.Options,
            IsNeverNegative = losses.IsNeverNegative,
            // Without a service the loss is calculated here, by its name.
            Loss = (losses.Service ?? losses.LabelsService) is null && losses.Options.TryGetValue(LossMethod, out var method)
                ? string.Join(' ', [method, .. losses.Options.Where(static option => option.Key != LossMethod).Select(static option => $"{option.Key}={option.Value}")])
                : null,
            MinimumStake = stake,
        });
    }

    // A reputer of the second generation has parameters and one entry point.
    private bool Old(FieldReader fields)
    {
        if (fields.Find("parameters") is not { Kind: NodeKind.Map } parameters)
            return false;
        var (source, _) = parameters.Fields.FirstOrDefault(static field => field.Name.Equals("SourceOfTruthEndpoint", StringComparison.OrdinalIgnoreCase));
        problems.Add($"{DocumentNode.Below(parameters.Path, source ?? "")}".TrimEnd('.') + " is of the second generation of the offchain node's file, which nodes no longer read: write groundTruthParameters.GroundTruthEndpoint, lossFunctionParameters, groundTruthEntrypointName and lossFunctionEntrypointName");
        foreach (var name in (string[])["topicId", "minStake", "reputerEntrypointName", "groundTruthEntrypointName", "lossFunctionEntrypointName"])
            _ = fields.Find(name);
        return true;
    }

    /// <summary>Whether a role is on: an empty name, or none, switches it off. Null for an unknown name.</summary>
    private static bool? IsOn(FieldReader fields, string name)
    {
        var before = fields.Find(name);
        if (fields.Text(name) is not { } adapter)
            return before is null or { Kind: NodeKind.Null } ? false : null;
        if (adapter.Length == 0)
            return false;
        if (OffchainNames.Adapters.Contains(adapter, StringComparer.Ordinal))
            return true;
        fields.Problem(name, $"must be apiAdapter (or, as before, api-worker-reputer), not \"{Allora.Sdk.SafeText.Value(adapter)}\"");
        return null;
    }

    private void Unwanted(FieldReader fields, bool? isWanted, string name, Dictionary<string, string> parameters, params string[] endpoints)
    {
        if (isWanted is false && endpoints.Where(parameters.ContainsKey).ToList() is { Count: > 0 } given)
            remarks.Add($"{fields.Path}: {string.Join(" and ", given)} is not used, since {name} is empty");
    }

    private void Others(FieldReader fields)
    {
        foreach (var name in OffchainNames.Interfaces)
        {
            if (fields.Find(name) is { Kind: not NodeKind.Null })
                fields.Problem(name, "must be null or missing");
        }

        foreach (var (name, _) in fields.Unknown)
            OffchainUnknown.Of(fields, name, problems, remarks);
    }

    private TEntry Timed<TEntry>(TEntry entry)
        where TEntry : ModelEntry => timeout is { } limit ? entry with { Timeout = limit } : entry;
}
