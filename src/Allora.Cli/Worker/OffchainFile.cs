using System.Globalization;
using System.Text.Json;
using Allora.Cli.Running;

namespace Allora.Cli.Worker;

/// <summary>The Go offchain node's config.json: what has a meaning here is taken over, and everything else is named.</summary>
internal static class OffchainFile
{
    private static readonly string[] Known =
        ["chainId", "gasPrices", "maxFees", "nodeRPCs", "nodeGRPCs", "nodeRpc", "submitTx", "alloraHomeDir", "addressRestoreMnemonic", "grpcInsecure"];

    public static (WorkerFile File, IReadOnlyList<string> Remarks) Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var wallet = root.GetProperty("wallet");
        var remarks = new List<string>();
        var file = new WorkerFile
        {
            ChainId = Text(wallet, "chainId"),
            Network = Text(wallet, "chainId") switch { "allora-mainnet-1" => "mainnet", "allora-testnet-1" or null => "testnet", _ => "local" },
            Grpc = [.. Texts(wallet, "nodeGRPCs").Select(address => WithScheme(address, wallet))],
            Rpc = [.. Texts(wallet, "nodeRPCs"), .. Text(wallet, "nodeRpc") is { } one ? [one] : Array.Empty<string>()],
            DryRun = wallet.TryGetProperty("submitTx", out var submit) && submit.ValueKind == JsonValueKind.False,
            State = Text(wallet, "alloraHomeDir") is { Length: > 0 } home ? Path.Combine(home, "allora-state") : "allora-state",
            MaximumFee = wallet.TryGetProperty("maxFees", out var most) && Number(most) is { } fee and > 0 ? fee.ToString(CultureInfo.InvariantCulture) + "uallo" : null,
        };
        if (Text(wallet, "addressRestoreMnemonic") is { Length: > 0 })
            remarks.Add("wallet.addressRestoreMnemonic is not read: a secret does not belong in a configuration. Run 'allora keys import NAME' once, then give --from NAME");
        if (Text(wallet, "gasPrices") is { } prices && prices != "auto")
            remarks.Add($"wallet.gasPrices \"{prices}\" is not used: the price is asked from the chain");
        foreach (var option in wallet.EnumerateObject().Where(static option => !Known.Contains(option.Name)))
            remarks.Add($"wallet.{option.Name} has no meaning here");
        if (root.TryGetProperty("worker", out var workers) && workers.ValueKind == JsonValueKind.Array)
            file.Workers.AddRange(workers.EnumerateArray().Select(entry => Worker(entry, remarks)));
        if (root.TryGetProperty("reputer", out var reputers) && reputers.ValueKind == JsonValueKind.Array && reputers.GetArrayLength() > 0)
            remarks.Add($"{reputers.GetArrayLength()} entries under reputer are not run: a reputer is written in code here (docs/roles.md)");
        return (file, remarks);
    }

    private static WorkerEntry Worker(JsonElement entry, List<string> remarks)
    {
        var topic = entry.TryGetProperty("topicId", out var id) && id.TryGetUInt64(out var number) ? number : throw new UsageException("an entry under worker has no topicId");
        var parameters = entry.TryGetProperty("parameters", out var given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().Where(static parameter => parameter.Value.ValueKind == JsonValueKind.String).ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value.GetString()!)
            : [];
        if (Text(entry, "forecastEntrypointName") is { Length: > 0 })
            remarks.Add($"topic {topic}: the forecast is not run: a forecaster is written in code here (docs/roles.md)");
        var labels = parameters.GetValueOrDefault("LabeledInferenceEndpoint");
        return new WorkerEntry
        {
            Topic = topic,
            LabelsEndpoint = labels,
            Endpoint = labels is null ? parameters.GetValueOrDefault("InferenceEndpoint") : null,
            Parameters = parameters.Where(static parameter => !parameter.Key.EndsWith("Endpoint", StringComparison.Ordinal)).ToDictionary(),
        };
    }

    // The Go node writes host:port and tells TLS apart with a flag.
    private static string WithScheme(string address, JsonElement wallet)
    {
        if (address.Contains("://", StringComparison.Ordinal))
            return address;
        var isPlain = wallet.TryGetProperty("grpcInsecure", out var insecure) && insecure.ValueKind == JsonValueKind.True;
        return (isPlain ? "http://" : "https://") + address;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(static item => item.GetString()!) : [];

    private static ulong? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetUInt64(out var number) => number,
        JsonValueKind.String when ulong.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
