using System.Text.Json.Nodes;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>A model of another language, behind HTTP on loopback.</summary>
public sealed class WorkerRunTests
{
    [Fact]
    public async Task A_yaml_file_runs_a_number_and_a_labelled_topic_over_http()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        await using var model = await ModelAsync();
        await WriteAsync(home["workers.yaml"], $$"""
            network: local
            grpc: [{{home.Chain.Grpc}}]
            rpc: [{{home.Chain.Rpc}}]
            key: bank
            state: {{home["state"]}}
            workers:
              - topic: 67
                endpoint: {{model.Address}}number/{TopicId}/{BlockHeight}?of={Token}
                parameters: { Token: BTC }
                poll_seconds: 1
              - topic: 1
                labels_endpoint: {{model.Address}}labels
                poll_seconds: 1
            """);
        var results = await RunAsync(home, "workers.yaml", windows: 4);
        Assert.Contains(results, static result => (ulong?)result["topic"] == 67 && (string?)result["status"] == "Included" && (string?)result["value"] == "-0.012300");
        Assert.Contains(results, static result => (ulong?)result["topic"] == 1 && (string?)result["status"] == "Included");
        Assert.Contains(model.Received, static request => request.Target.StartsWith("/number/67/", StringComparison.Ordinal) && request.Target.EndsWith("?of=BTC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_offchain_nodes_file_is_mapped_what_is_not_is_said_and_submitTx_false_sends_nothing()
    {
        await using var home = await CliHome.WithChainAsync();
        var bank = await home.ImportBankAsync();
        // A dry run does not register: without this the chain would refuse what it simulates.
        await home.JsonAsync(["register", "--topic", "67", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        var before = home.Chain.Balance(bank);
        await using var model = await ModelAsync();
        await WriteAsync(home["config.json"], $$"""
            {
              "wallet": { "addressKeyName": "x", "addressRestoreMnemonic": "never read", "chainId": "localnet", "nodeRPCs": ["{{home.Chain.Rpc}}"],
                          "nodeGRPCs": ["{{home.Chain.Grpc.Authority}}"], "grpcInsecure": true, "submitTx": false, "alloraHomeDir": "{{home["offchain"]}}" },
              "worker": [ { "topicId": 67, "inferenceEntrypointName": "apiAdapter", "parameters": { "InferenceEndpoint": "{{model.Address}}number/{Token}", "Token": "BTC" } } ]
            }
            """);
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["config.json"], "--from", "bank", "--windows", "3", "--output", "json");
        Assert.True(code == 0, error);
        Assert.Contains(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => (string?)JsonNode.Parse(line)!["status"] == "DryRun");
        Assert.Equal(before, home.Chain.Balance(bank));
        Assert.Contains("addressRestoreMnemonic is not read", error, StringComparison.Ordinal);
        Assert.DoesNotContain("never read\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workers: []", "no workers")]
    [InlineData("workers: [ { topic: 67 } ]", "give endpoint")]
    [InlineData("workers: [ { topic: 67, endpoint: 'http://localhost/{Nobody}' } ]", "which has no value")]
    [InlineData("workers: [ { topik: 67 } ]", "workers[0].topik is not known: write topic")]
    [InlineData("workers: [ { topic: 67,", ": line ")]
    [InlineData("workers: 67", "workers must be a list, not 67")]
    [InlineData("workers: [ { topic: 67, endpoint: 'ftp://x' } ]", "must be an http address")]
    public async Task A_wrong_file_is_one_clear_line(string yaml, string says)
    {
        await using var home = CliHome.Empty();
        await WriteAsync(home["workers.yaml"], yaml);
        var (code, _, error) = await home.RunAsync("worker", "run", "--config", home["workers.yaml"]);
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_in_a_file_is_told_at_once()
    {
        await using var home = CliHome.Empty();
        await WriteAsync(home["workers.yaml"], """
            fee_tier: cheap
            workers:
              - { topic: 67, endpoint: 'http://localhost/{Nobody}', poll_seconds: 500 }
              - { topic: 68, headers: { X: '${ALLORA_TEST_NOT_SET}' }, forecast_endpoint: 'nowhere' }
              - { topic: 68, endpoint: 'http://localhost/', labels_endpoint: 'http://localhost/' }
            reputers:
              - { topic: 67, loss: zptae }
              - { truth_endpoint: 'http://localhost/', minimum_stake: '5' }
            """);
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["workers.yaml"]);
        Assert.Equal((2, ""), (code, output));
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith($"allora: {home["workers.yaml"]}: ", line, StringComparison.Ordinal));
        string[] expected = ["fee_tier must be eco, standard, priority", "workers[0].endpoint has {Nobody}", "workers[0].poll_seconds", "workers[1].forecast_endpoint must be", "workers[1].headers: a header", "workers[2]: give endpoint", "zptae", "reputers[0]: give truth_endpoint", "reputers[1].minimum_stake", "reputers[1].topic is missing", "workers[2].topic is 68, as in workers[1]"];
        Assert.True(expected.Length == lines.Length, error);
        Assert.All(expected, text => Assert.Contains(lines, line => line.Contains(text, StringComparison.Ordinal)));
    }

    private static async Task<List<JsonNode>> RunAsync(CliHome home, string file, int windows)
    {
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home[file], "--windows", windows.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", "json");
        Assert.True(code == 0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

    private static Task<LoopbackApi> ModelAsync() => LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(200, request.Target.StartsWith("/labels", StringComparison.Ordinal)
        ? """[{"label":"up","value":"0.5"},{"label":"down","value":0.3},{"label":"flat","value":"0.2"}]"""
        : "-0.012300\n"));
}
