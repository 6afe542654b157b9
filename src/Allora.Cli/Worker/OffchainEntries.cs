using System.Globalization;
using System.Text.Json;

namespace Allora.Cli.Worker;

/// <summary>The entries under worker and reputer of the offchain node's file.</summary>
internal sealed class OffchainEntries(ulong? timeoutSeconds, List<string> remarks)
{
    private const string LossMethod = "loss_method";

    private static readonly string[] KnownOfWorker = ["topicId", "inferenceEntrypointName", "forecastEntrypointName", "parameters"];
    private static readonly string[] KnownOfReputer = ["topicId", "groundTruthEntrypointName", "lossFunctionEntrypointName", "minStake", "groundTruthParameters", "lossFunctionParameters"];

    /// <summary>Null where the file says that neither inferences nor forecasts are wanted.</summary>
    public WorkerEntry? Worker(JsonElement entry)
    {
        var (topic, parameters) = (entry.Number("topicId") ?? 0, entry.Parameters("parameters"));
        Others($"worker of topic {topic}", entry, KnownOfWorker);
        var (infers, forecasts) = (IsWanted(entry, "inferenceEntrypointName"), IsWanted(entry, "forecastEntrypointName"));
        var labels = parameters.GetValueOrDefault("LabeledInferenceEndpoint");
        var worker = Timed(new WorkerEntry
        {
            Topic = topic,
            LabelsEndpoint = infers ? labels : null,
            Endpoint = infers && labels is null ? parameters.GetValueOrDefault("InferenceEndpoint") : null,
            ForecastEndpoint = forecasts ? parameters.GetValueOrDefault("ForecastEndpoint") : null,
            Parameters = Others(parameters),
        });
        Unwanted(topic, infers, "inferenceEntrypointName", parameters, "InferenceEndpoint", "LabeledInferenceEndpoint");
        Unwanted(topic, forecasts, "forecastEntrypointName", parameters, "ForecastEndpoint");
        return infers || forecasts ? worker : null;
    }

    public ReputerEntry Reputer(JsonElement entry)
    {
        var (topic, truth) = (entry.Number("topicId") ?? 0, entry.Parameters("groundTruthParameters"));
        Others($"reputer of topic {topic}", entry, KnownOfReputer);
        var losses = entry.TryGetProperty("lossFunctionParameters", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var service = losses.ValueKind == JsonValueKind.Object && losses.Text("LossFunctionService") is { Length: > 0 } address ? address : null;
        var options = losses.ValueKind == JsonValueKind.Object ? losses.Parameters("LossMethodOptions") : [];
        return Timed(new ReputerEntry
        {
            Topic = topic,
            TruthEndpoint = truth.GetValueOrDefault("GroundTruthEndpoint"),
            Parameters = Others(truth),
            LossService = service,
            LossOptions = options,
            // Without a service the loss is calculated here, by its name.
            Loss = service is null && options.TryGetValue(LossMethod, out var method)
                ? string.Join(' ', [method, .. options.Where(static option => option.Key != LossMethod).Select(static option => $"{option.Key}={option.Value}")])
                : null,
            MinimumStake = entry.Number("minStake") is { } stake and > 0 ? stake.ToString(CultureInfo.InvariantCulture) + "uallo" : null,
        });
    }

    // An empty name switches it off; in a file without the name the address alone says it.
    private static bool IsWanted(JsonElement entry, string name) => entry.Text(name) is not "";

    private static Dictionary<string, string> Others(Dictionary<string, string> parameters) =>
        parameters.Where(static parameter => !parameter.Key.EndsWith("Endpoint", StringComparison.Ordinal)).ToDictionary();

    private void Unwanted(ulong topic, bool isWanted, string name, Dictionary<string, string> parameters, params string[] endpoints)
    {
        if (!isWanted && endpoints.Where(parameters.ContainsKey).ToList() is { Count: > 0 } given)
            remarks.Add($"topic {topic}: {string.Join(" and ", given)} is not asked, since {name} is empty");
    }

    private void Others(string who, JsonElement entry, string[] known)
    {
        var others = entry.EnumerateObject().Where(option => !known.Contains(option.Name)).Select(static option => option.Name).ToList();
        if (others.Count > 0)
            remarks.Add($"{who}: has no meaning here: {string.Join(", ", others)}");
    }

    private TEntry Timed<TEntry>(TEntry entry)
        where TEntry : ModelEntry
    {
        entry.TimeoutSeconds = timeoutSeconds is { } seconds and > 0 ? seconds : entry.TimeoutSeconds;
        return entry;
    }
}
