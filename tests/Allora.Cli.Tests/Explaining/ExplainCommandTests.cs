using System.Text.Json.Nodes;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests.Explaining;

/// <summary>allora explain: what an included, a still unknown, a foreign and a future window are said to be.</summary>
public sealed class ExplainCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Windows_of_a_run_are_explained()
    {
        await using var home = await CliHome.WithChainAsync();
        var wallet = await home.ImportBankAsync();
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "-0.0123"));
        await File.WriteAllTextAsync(home["w.yaml"], $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nkey: bank\nstate: {home["state"]}\nworkers:\n  - {{ topic: 67, endpoint: '{model.Address}', poll_seconds: 1 }}\n", Ct);
        var (code, _, error) = await home.RunAsync("worker", "run", "--config", home["w.yaml"], "--windows", "2");
        Assert.True(code == 0, error);
        var recorded = (await home.JsonAsync("history", "67", "--state", home["state"])).AsArray().First(static row => (string?)row!["status"] == "Included")!;
        var nonce = (string)recorded["nonce"]!;

        var included = await ExplainAsync(home, nonce);
        var future = await ExplainAsync(home, "99000000");
        var offGrid = await ExplainAsync(home, (long.Parse(nonce, System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains("Included in block", (string)included["explanation"]!, StringComparison.Ordinal);
        Assert.Contains("ALLO", (string)included["explanation"]!, StringComparison.Ordinal);
        Assert.Equal((wallet, "Inferer", "Included"), ((string)included["wallet"]!, (string)included["actor"]!, (string)included["status"]!));
        Assert.Equal((string)recorded["hash"]!, (string)included["transaction"]!);
        Assert.Contains("still to come", (string)future["explanation"]!, StringComparison.Ordinal);
        Assert.Contains("not a nonce of topic 67", (string)offGrid["explanation"]!, StringComparison.Ordinal);

        // Another folder has no record, and the chain has the wallet's value once the window is closed.
        while (home.Chain.Height < (long)included["window_end"]! + 2)
            await Task.Delay(20, Ct);

        var elsewhere = await home.RunAsync(["explain", "67", nonce, "--wallet", wallet, .. home.AtChain]);
        Assert.Equal(0, elsewhere.Code);
        Assert.Contains("this history has no record of it", elsewhere.Output, StringComparison.Ordinal);
        Assert.Contains("No worker has written a history", elsewhere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_node_the_record_alone_is_shown()
    {
        await using var home = CliHome.Empty();

        var (code, output, error) = await home.RunAsync("explain", "67", "12", "--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1");

        Assert.True(code == 0, error);
        Assert.Contains("The chain could not be queried", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is recorded of this nonce", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", null, "NONCE is a block height above 0")]
    [InlineData("12", "allo1nobody", "is not an address")]
    public async Task A_mistake_is_one_sentence(string nonce, string? wallet, string sentence)
    {
        await using var home = CliHome.Empty();

        var (code, _, error) = await home.RunAsync(["explain", "67", nonce, .. wallet is null ? Array.Empty<string>() : ["--wallet", wallet]]);

        Assert.Equal(2, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ExplainAsync(CliHome home, string nonce) =>
        (await home.JsonAsync(["explain", "67", nonce, "--state", home["state"], .. home.AtChain])).AsArray().Single()!;
}
