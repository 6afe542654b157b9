using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Allora.Cli.Tests;

/// <summary>A model of another language, behind HTTP on loopback.</summary>
public sealed class WorkerRunTests
{
    [Fact]
    public async Task A_yaml_file_runs_a_number_and_a_labelled_topic_over_http()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        using var model = new Model();
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
        Assert.Contains(model.Asked, static path => path.StartsWith("/number/67/", StringComparison.Ordinal) && path.EndsWith("?of=BTC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_offchain_nodes_file_is_mapped_what_is_not_is_said_and_submitTx_false_sends_nothing()
    {
        await using var home = await CliHome.WithChainAsync();
        var bank = await home.ImportBankAsync();
        // A dry run does not register: without this the chain would refuse what it rehearses.
        await home.JsonAsync(["register", "--topic", "67", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        var before = home.Chain.Balance(bank);
        using var model = new Model();
        await WriteAsync(home["config.json"], $$"""
            {
              "wallet": { "addressKeyName": "x", "addressRestoreMnemonic": "never read", "chainId": "localnet", "nodeRPCs": ["{{home.Chain.Rpc}}"],
                          "nodeGRPCs": ["{{home.Chain.Grpc.Authority}}"], "grpcInsecure": true, "submitTx": false, "alloraHomeDir": "{{home["offchain"]}}" },
              "worker": [ { "topicId": 67, "inferenceEntrypointName": "api", "parameters": { "InferenceEndpoint": "{{model.Address}}number/{Token}", "Token": "BTC" } } ]
            }
            """);
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["config.json"], "--from", "bank", "--windows", "1", "--output", "json");
        Assert.True(code == 0, error);
        Assert.Equal("DryRun", (string?)JsonNode.Parse(output)!["status"]);
        Assert.Equal(before, home.Chain.Balance(bank));
        Assert.Contains("addressRestoreMnemonic is not read", error, StringComparison.Ordinal);
        Assert.Contains("wallet.addressKeyName has no meaning here", error, StringComparison.Ordinal);
        Assert.DoesNotContain("never read\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workers: []", "no workers")]
    [InlineData("workers: [ { topic: 67 } ]", "give endpoint")]
    [InlineData("workers: [ { topic: 67, endpoint: 'http://localhost/{Nobody}' } ]", "which nothing fills")]
    [InlineData("workers: [ { topik: 67 } ]", "line 1")]
    [InlineData("workers: [ { topic: 67, endpoint: 'ftp://x' } ]", "no http address")]
    public async Task A_wrong_file_is_one_clear_line(string yaml, string says)
    {
        await using var home = CliHome.Empty();
        await WriteAsync(home["workers.yaml"], yaml);
        var (code, _, error) = await home.RunAsync("worker", "run", "--config", home["workers.yaml"]);
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private static async Task<List<JsonNode>> RunAsync(CliHome home, string file, int windows)
    {
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home[file], "--windows", windows.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", "json");
        Assert.True(code == 0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

    private sealed class Model : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _asked = [];

        public Model()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address => $"http://{_listener.LocalEndpoint}/";

        public IReadOnlyList<string> Asked
        {
            get
            {
                lock (_asked)
                    return [.. _asked];
            }
        }

        public void Dispose() => _listener.Stop();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream);
            var path = (await reader.ReadLineAsync())?.Split(' ')[1] ?? "";
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            lock (_asked)
                _asked.Add(path);
            var body = path.StartsWith("/labels", StringComparison.Ordinal)
                ? """[{"label":"up","value":"0.5"},{"label":"down","value":0.3},{"label":"flat","value":"0.2"}]"""
                : "-0.012300\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        }
    }
}
