using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests;

/// <summary>What users type, wrong and right.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("say which command: devnet, keys")]
    [InlineData("there is no command \"frob\" here. The commands are: devnet, keys", "frob")]
    [InlineData("say which command: new, import, export, show, list, delete. 'allora keys --help'", "keys")]
    [InlineData("there is no command \"frob\" here. The commands are: new, import", "keys", "frob")]
    [InlineData("\"x\" does not fit show: give a whole number", "topics", "show", "x")]
    [InlineData("\"judge\" does not fit --as: give reputer or worker", "register", "--topic", "1", "--as", "judge")]
    [InlineData("\"xml\" does not fit --output: give json or text", "topics", "list", "--output", "xml")]
    [InlineData("not known here: c d. 'allora send --help'", "send", "a", "b", "c", "d")]
    [InlineData("not known here: --topik 1. 'allora stake add --help'", "stake", "add", "1allo", "--topic", "1", "--topik", "1")]
    [InlineData("Required argument 'NAME' missing", "keys", "new")]
    [InlineData("There is no network \"nonet\": use testnet, mainnet or local, or your own endpoints.", "topics", "list", "--network", "nonet")]
    [InlineData("--count must be 1 or more", "topics", "watch", "--count", "0", "--network", "local")]
    [InlineData("--windows must be 1 or more", "worker", "run", "--config", "none", "--windows", "0")]
    [InlineData("there is no file", "worker", "run", "--config", "none")]
    public async Task What_is_wrong_is_one_line_in_the_users_words(string says, params string[] arguments)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("allora: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topics", "show", "999")]
    [InlineData("topics", "watch", "999")]
    [InlineData("inferences", "watch", "999")]
    [InlineData("inferences", "latest", "999")]
    public async Task A_topic_that_is_not_there_is_said_at_once_with_what_to_do(params string[] arguments)
    {
        await using var home = await CliHome.WithChainAsync();
        var (code, output, error) = await home.RunAsync([.. arguments, .. home.AtChain]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("allora topics list", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topics", "watch")]
    [InlineData("inferences", "watch")]
    [InlineData("topics", "list")]
    public async Task A_dead_node_is_said_at_once_with_what_to_do(params string[] arguments)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.RunAsync([.. arguments, "--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("allora doctor", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task An_inference_is_heard_of_in_each_schema(DevNetSchema schema)
    {
        await using var scene = await CliHome.WithChainAsync(genesis => genesis with
        {
            Schema = schema,
            Topics = [new GenesisTopic { Id = 67, EpochLength = 12, WorkerSubmissionWindow = 8, GroundTruthLag = 12 }],
        });
        await scene.ImportBankAsync();
        await using var model = await Sdk.Tests.Api.LoopbackApi.StartAsync(static (_, _) => new Sdk.Tests.Api.ApiAnswer(200, "0.0420"));
        await File.WriteAllTextAsync(scene["w.yaml"], $"network: local\ngrpc: ['{scene.Chain.Grpc}']\nrpc: ['{scene.Chain.Rpc}']\nstate: {scene["state"]}\nworkers: [ {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }} ]", TestContext.Current.CancellationToken);
        await using var worker = CliProcess.Start(scene.Environment(), "worker", "run", "--config", scene["w.yaml"], "--from", "bank");
        var (code, output, error) = await scene.RunAsync(["inferences", "watch", "67", "--count", "1", "--output", "json", .. scene.AtChain]);
        Assert.True(code == 0, error);
        var inference = JsonNode.Parse(output)!;
        Assert.Equal(("0.0420", "0.0420", 1), ((string?)inference["combined"]!["y"], (string?)inference["naive"]!["y"], (int)inference["inferers"]!));

        (code, output, error) = await scene.RunAsync(["inferences", "latest", "67", "--output", "json", .. scene.AtChain]);
        Assert.True(code == 0, error);
        var latest = JsonNode.Parse(output)!;
        Assert.True((long)latest["nonce"]! >= (long)inference["nonce"]!);
        Assert.Equal("0.0420", (string?)latest["combined"]!["y"]);
        Assert.Equal("0.0420", (string?)Assert.Single(latest["inferers"]!.AsObject()).Value!["y"]);
    }

    [Fact]
    public async Task A_chain_tells_programs_where_it_is_and_where_it_stopped()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        await using var cli = CliProcess.Start("devnet", "--grpc", "0", "--rpc", "0", "--rest", "0", "--nodes", "2", "--block", "200ms", "--output", "json");
        var up = JsonNode.Parse((await cli.ReadUntilAsync("\"up\""))[^1])!;
        Assert.Equal((2, 10, "localnet"), (up["nodes"]!.AsArray().Count, up["accounts"]!.AsArray().Count, (string?)up["chain"]));
        await using var home = CliHome.Empty();
        await home.JsonAsync("topics", "list", "--network", "local", "--grpc", (string)up["nodes"]![1]!["grpc"]!);
        Assert.Equal(0, await cli.SignalAsync("TERM"));
        Assert.StartsWith("""{"event":"stopped","height":""", (await cli.ReadUntilAsync("stopped"))[^1], StringComparison.Ordinal);
    }
}
