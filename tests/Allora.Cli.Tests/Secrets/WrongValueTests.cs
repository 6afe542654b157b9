using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Worker;
using Allora.Cli.Worker.Files;
using Allora.TestData.Secrets;

namespace Allora.Cli.Tests.Secrets;

/// <summary>Secrets in the place of each value of a worker file and of the offchain node's file: no refusal, note or summary repeats one.</summary>
public sealed class WrongValueTests(ITestOutputHelper output)
{
    private const string Own = """
        { "network": "local", "chain_id": "localnet", "grpc": ["http://127.0.0.1:1"], "rpc": ["http://127.0.0.1:1"], "key": "bank", "state": "/tmp/x", "fee_tier": "eco", "maximum_fee": "1allo",
          "daily_budget": "2allo", "gas_price_cap": "12", "fee_granter": "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "dry_run": true,
          "workers": [ { "topic": 67, "endpoint": "http://127.0.0.1:1/{A}", "parameters": { "A": "b" }, "headers": { "X-Key": "value" }, "timeout_seconds": 1, "poll_seconds": 1, "key": "bank",
                         "fallback": { "policy": "fixed_value", "value": "1", "maximum_age": "2h" }, "guards": { "zero": "report", "jump": "refuse", "maximum_jump": 0.2, "z_score": true },
                         "auto_stake": { "reputer": "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "fee_reserve": "1allo", "minimum_amount": "1allo" } },
                       { "topic": 68, "labels_endpoint": "http://127.0.0.1:1/", "forecast_endpoint": "http://127.0.0.1:1/" } ],
          "reputers": [ { "topic": 67, "truth_endpoint": "http://127.0.0.1:1/", "loss": "mse", "minimum_stake": "1allo" },
                        { "topic": 68, "truth_endpoint": "http://127.0.0.1:1/", "loss_service": "http://127.0.0.1:1/", "loss_options": { "a": "b" }, "is_never_negative": true } ] }
        """;

    private static readonly string[] Names = ["chain_id", "state", "key", "workers/0/key", "wallet/chainId", "wallet/alloraHomeDir", "wallet/addressKeyName", "wallet/nodeGRPCs/0", "wallet/nodeRPCs/0", "wallet/nodeRpc"];

    private const string Offchain = """
        { "wallet": { "addressKeyName": "x", "addressRestoreMnemonic": "", "alloraHomeDir": "/tmp/x", "chainId": "localnet", "keyringBackend": "test", "keyringPassphrase": "", "gasPrices": "auto",
                      "gasPriceUpdateInterval": 60, "gasAdjustment": 1.2, "simulateGasFromStart": true, "maxFees": 50000000, "baseGas": 1, "gasPerByte": 1, "nodeRPCs": ["http://127.0.0.1:1"],
                      "nodeGRPCs": ["127.0.0.1:1"], "grpcInsecure": true, "maxRetries": 1, "retryDelay": 3, "accountSequenceRetryDelay": 5, "submitTx": true, "timeoutRPCSecondsQuery": 60,
                      "timeoutHTTPConnection": 10, "feeGranterAddress": "", "blockDurationEstimated": 5, "windowCorrectionFactor": 0.8, "nodeRpc": "" },
          "worker": [ { "topicId": 1, "inferenceEntrypointName": "apiAdapter", "forecastEntrypointName": "", "parameters": { "InferenceEndpoint": "http://127.0.0.1:1/{Token}", "Token": "A" } } ],
          "reputer": [ { "topicId": 1, "groundTruthEntrypointName": "apiAdapter", "lossFunctionEntrypointName": "apiAdapter", "minStake": 5,
                         "groundTruthParameters": { "GroundTruthEndpoint": "http://127.0.0.1:1/" },
                         "lossFunctionParameters": { "LossFunctionService": "http://127.0.0.1:1/", "LossMethodOptions": { "a": "b" }, "IsNeverNegative": true } } ] }
        """;

    [Theory]
    [InlineData("own", Own)]
    [InlineData("offchain", Offchain)]
    public void No_value_and_no_name_of_a_file_is_repeated(string kind, string file)
    {
        var search = new SecretSearch(Known.All);
        var places = 0;
        foreach (var path in Paths(JsonNode.Parse(file)!))
        {
            // A short key is a name as any other if the file names a chain, a key, a folder or a host there.
            foreach (var secret in Known.Misplaced.Where(secret => secret != Known.NodeKey || !Names.Contains(path)))
            {
                search.Add("messages", $"{path} as the value", Read(file, path, static (parent, key, given) => Set(parent, key, given), secret));
                search.Add("messages", $"{path} as the name", Read(file, path, Rename, secret));
            }

            places++;
        }

        foreach (var secret in Known.Misplaced)
            search.Add("messages", "the file itself", Text(secret)).Add("messages", "a line of the file", Text($"workers:\n  - {secret}\n")).Add("messages", "a broken line", Text($"{{ \"wallet\": {{ \"addressRestoreMnemonic\": {secret} }} }}"));
        output.WriteLine($"{kind}: {places} places; {search.Summary}");
        Assert.True(places > 30);
        Assert.Empty(search.Found());
    }

    private static string Read(string file, string path, Action<JsonNode, string, string> change, string secret)
    {
        var root = JsonNode.Parse(file)!;
        var at = path.Split('/');
        var parent = at[..^1].Aggregate(root, static (node, key) => int.TryParse(key, out var index) ? node[index]! : node[key]!);
        change(parent, at[^1], secret);
        return Text(root.ToJsonString());
    }

    private static string Text(string content)
    {
        try
        {
            var (file, remarks) = WorkerFileReader.Read(new WorkerFileSource("file", content, false));
            return string.Join('\n', remarks.Concat(WorkerSummary.Of(file, dryRun: false))) + WorkerSummary.Json(file).ToJsonString();
        }
        catch (UsageException wrong)
        {
            return string.Join('\n', wrong.Problems);
        }
    }

    private static void Set(JsonNode parent, string key, string value)
    {
        if (parent is JsonArray list)
            list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            parent[key] = value;
    }

    private static void Rename(JsonNode parent, string key, string name)
    {
        if (parent is not JsonObject map)
            return;
        var value = map[key]?.DeepClone();
        map.Remove(key);
        map[name] = value;
    }

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(static one => one.Value is JsonObject or JsonArray ? Paths(one.Value).Select(path => $"{one.Key}/{path}").Prepend(one.Key) : [one.Key]),
        JsonArray list => list.SelectMany(static (one, index) => one is JsonObject or JsonArray ? Paths(one).Select(path => $"{index}/{path}") : [$"{index}"]),
        _ => [],
    };
}
