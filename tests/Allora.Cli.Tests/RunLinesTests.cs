using System.Text.Json.Nodes;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>The lines of a run: states, results and warnings, for people and for programs.</summary>
public sealed class RunLinesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v9")]
    [InlineData("v10")]
    public async Task Each_line_of_both_streams_parses_and_each_change_of_state_is_one(string schema)
    {
        await using var home = await CliHome.WithChainAsync(genesis => genesis with { Schema = schema == "v9" ? DevNetSchema.V9 : DevNetSchema.V10 });
        await home.ImportBankAsync();
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await WriteAsync(home, model.Address.ToString());
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["w.yaml"], "--windows", "2", "--log-format", "json");
        Assert.True(code == 0, error);
        var lines = (output + error).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.All(lines, static line => Assert.True(line.ContainsKey("time") && (string?)line["level"] is "information" or "warning" or "error" && line["event"] is not null, line.ToJsonString()));
        var states = lines.Where(static line => (string?)line["event"] == "state").Select(static line => (string?)line["state"]).ToList();
        Assert.Equal(["WaitingForRegistration", "Ready"], states.Take(2));
        Assert.Equal("Stopped", states[^1]);
        Assert.Equal(2, lines.Count(static line => (string?)line["event"] == "result"));
        var ready = lines.First(static line => (string?)line["state"] == "Ready");
        Assert.True((long)ready["workers"]![0]!["next_window"]! > 0, ready.ToJsonString());
    }

    [Fact]
    public async Task A_wrong_file_is_one_object_too()
    {
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["w.yaml"], "workers: []", Ct);
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["w.yaml"], "--log-format", "json");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal("error", (string?)JsonNode.Parse(error)!["event"]);
    }

    [Fact]
    public async Task A_killed_node_and_its_return_are_a_line_each_for_all_workers()
    {
        var options = new DevNetOptions { Genesis = DevNetGenesis.Default with { BlockInterval = TimeSpan.FromMilliseconds(200), Topics = [Topic(1), Topic(2), Topic(3)] } };
        var chain = await AlloraDevNet.StartAsync(options, Ct);
        await using var home = CliHome.Empty();
        await home.TypeAsync(DevNetGenesis.TestMnemonic + "\n", "keys", "import", "bank");
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await File.WriteAllTextAsync(home["w.yaml"], $"network: local\ngrpc: ['{chain.Grpc}']\nrpc: ['{chain.Rpc}']\nstate: {home["state"]}\nkey: bank\nworkers:\n{Entry(1)}{Entry(2)}{Entry(3)}", Ct);
        await using var run = CliProcess.Start(home.Environment(), "worker", "run", "--config", home["w.yaml"]);
        await run.ReadUntilAsync("Included");
        await chain.DisposeAsync();
        var lost = await run.ReadUntilAsync("waiting for node");
        Assert.Matches("  WARNING  ([23] workers|topic [123]): waiting for node: ", lost[^1]);
        await using var back = await AlloraDevNet.StartAsync(options with { Ports = new DevNetPorts { Grpc = chain.Grpc.Port, Rpc = chain.Rpc.Port } }, Ct);
        var found = await run.ReadUntilAsync("of waiting for node");
        Assert.Matches("([23] workers|topic [123]): [a-z ]+ after [0-9]+ s of waiting for node", found[^1]);
        Assert.DoesNotContain(found.SkipLast(1), static line => line.Contains("waiting for node:", StringComparison.Ordinal));

        string Entry(int topic) => $"  - {{ topic: {topic}, endpoint: '{model.Address}', poll_seconds: 1 }}\n";
    }

    private static GenesisTopic Topic(ulong id) => new() { Id = id, FirstWindow = 6, EpochLength = 12, WorkerSubmissionWindow = 8 };

    private static Task WriteAsync(CliHome home, string model) => File.WriteAllTextAsync(
        home["w.yaml"], $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nstate: {home["state"]}\nkey: bank\nworkers:\n  - {{ topic: 67, endpoint: '{model}', poll_seconds: 1 }}\n", Ct);
}
