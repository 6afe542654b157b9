using System.Globalization;
using System.Text.Json;

namespace Allora.Cli.Worker;

/// <summary>The Go offchain node's config.json: what has a meaning here is taken over, and everything else is named.</summary>
internal static class OffchainFile
{
    private static readonly string[] Known =
        ["chainId", "gasPrices", "maxFees", "nodeRPCs", "nodeGRPCs", "nodeRpc", "submitTx", "alloraHomeDir", "addressRestoreMnemonic", "grpcInsecure", "feeGranterAddress", "timeoutHTTPConnection"];

    /// <exception cref="JsonException">It is no such file.</exception>
    public static (WorkerFile File, IReadOnlyList<string> Remarks) Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var (wallet, remarks) = (document.RootElement.GetProperty("wallet"), new List<string>());
        var file = new WorkerFile
        {
            ChainId = wallet.Text("chainId"),
            Network = wallet.Text("chainId") switch { "allora-mainnet-1" => "mainnet", "allora-testnet-1" or null => "testnet", _ => "local" },
            Grpc = [.. wallet.Texts("nodeGRPCs").Select(address => WithScheme(address, wallet))],
            Rpc = [.. wallet.Texts("nodeRPCs"), .. wallet.Text("nodeRpc") is { Length: > 0 } one ? [one] : Array.Empty<string>()],
            DryRun = wallet.TryGetProperty("submitTx", out var submit) && submit.ValueKind == JsonValueKind.False,
            State = StateOf(wallet.Text("alloraHomeDir")),
            MaximumFee = wallet.Number("maxFees") is { } fee and > 0 ? fee.ToString(CultureInfo.InvariantCulture) + "uallo" : null,
            FeeGranter = wallet.Text("feeGranterAddress") is { Length: > 0 } granter ? granter : null,
        };
        Remark(wallet, remarks);
        var entries = new OffchainEntries(wallet.Number("timeoutHTTPConnection"), remarks);
        file.Workers.AddRange(Items(document.RootElement, "worker").Select(entries.Worker).OfType<WorkerEntry>());
        file.Reputers.AddRange(Items(document.RootElement, "reputer").Select(entries.Reputer));
        foreach (var other in document.RootElement.EnumerateObject().Where(static other => other.Name is not ("wallet" or "worker" or "reputer")))
            remarks.Add($"has no meaning here: {other.Name}");
        return (file, remarks);
    }

    private static void Remark(JsonElement wallet, List<string> remarks)
    {
        if (wallet.Text("addressRestoreMnemonic") is { Length: > 0 })
            remarks.Add("wallet.addressRestoreMnemonic is not read: a secret does not belong in a configuration. Run 'allora keys import NAME' once, then give --from NAME");
        if (wallet.TryGetProperty("gasPrices", out var prices) && prices.ToString() is { Length: > 0 } price and not "auto")
            remarks.Add($"wallet.gasPrices \"{price}\" is not used: the price is asked from the chain");
        var others = wallet.EnumerateObject().Where(static option => !Known.Contains(option.Name)).Select(static option => $"wallet.{option.Name}").ToList();
        if (others.Count > 0)
            remarks.Add($"has no meaning here: {string.Join(", ", others)}");
    }

    private static JsonElement[] Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string StateOf(string? home) => home switch
    {
        null or "" => "allora-state",
        "~" or ['~', '/', ..] => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), home[1..].TrimStart('/'), "allora-state"),
        _ => Path.Combine(home, "allora-state"),
    };

    // The Go node writes host:port and tells TLS apart with a flag.
    private static string WithScheme(string address, JsonElement wallet)
    {
        if (address.Contains("://", StringComparison.Ordinal))
            return address;
        var isPlain = wallet.TryGetProperty("grpcInsecure", out var insecure) && insecure.ValueKind == JsonValueKind.True;
        return (isPlain ? "http://" : "https://") + address;
    }
}
