using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>The faucet of a loopback server.</summary>
public sealed class FaucetTests
{
    private const string Address = "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8";

    [Fact]
    public async Task A_key_s_address_is_posted_with_the_chain_and_stays_a_post_across_a_redirect()
    {
        await using var home = CliHome.Empty();
        await home.TypeAsync(Sdk.DevNet.Options.DevNetGenesis.TestMnemonic + "\n", "keys", "import", "bank");
        await using var faucet = await LoopbackApi.StartAsync((request, _) => request.Target == "/old" ? new ApiAnswer(301, Location: "/new") : new ApiAnswer(200, "{}"));
        var answer = await home.JsonAsync("faucet", "--from", "bank", "--url", $"{faucet.Address}old");
        Assert.Equal((Address, "accepted"), ((string?)answer["address"], (string?)answer["outcome"]));
        Assert.Equal(["/old", "/new"], faucet.Received.Select(static request => request.Target));
        Assert.All(faucet.Received, static request => Assert.Equal(("POST", $"chain=allora-testnet-1&address={Address}", null), (request.Method, request.Body, request.Key)));
    }

    [Fact]
    public async Task Coins_that_arrive_are_waited_for_and_counted()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        var poor = (string)(await home.JsonAsync("keys", "new", "poor"))["address"]!;
        await using var client = new AlloraClient(home.Chain.Network);
        using var bank = AlloraWallet.FromMnemonic(Sdk.DevNet.Options.DevNetGenesis.TestMnemonic);
        await using var transactions = client.OpenWallet(bank.WithOptions(new WalletOptions { StateFolder = Directory.CreateTempSubdirectory("allora-faucet-").FullName }));
        Task? sending = null;
        await using var faucet = await LoopbackApi.StartAsync((_, _) =>
        {
            sending = transactions.SendAsync(transactions.RequestOf(AlloraMessage.Transfer(poor, new Sdk.Values.UAllo(12345))), TestContext.Current.CancellationToken);
            return new ApiAnswer(200, "{}");
        });
        var answer = await home.JsonAsync(["faucet", poor, "--url", faucet.Address.ToString(), "--wait", "60", .. home.AtChain]);
        Assert.Equal(("arrived", "12345uallo"), ((string?)answer["outcome"], (string?)answer["received"]));
        await sending!;
    }

    [Fact]
    public async Task Coins_that_do_not_arrive_are_a_failure()
    {
        await using var home = await CliHome.WithChainAsync();
        await using var faucet = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "{}"));
        var (code, output, error) = await home.RunAsync(["faucet", Address, "--url", faucet.Address.ToString(), "--wait", "1", "--output", "json", .. home.AtChain]);
        Assert.Equal((1, "accepted, not arrived"), (code, (string?)JsonNode.Parse(output)!["outcome"]));
        Assert.Contains("no coins arrived within 1 s", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "42", "too many requests", "try again in 42 s")]
    [InlineData(403, null, "not accepted", "ALLORA_FAUCET_KEY")]
    [InlineData(400, null, "HTTP 400", "drained")]
    [InlineData(500, null, "HTTP 500", "drained")]
    public async Task A_refusal_is_one_clear_line_and_asked_once(int status, string? retryAfter, string says, string hint)
    {
        await using var home = CliHome.Empty();
        await using var faucet = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(status, """{"message":"drained"}""", retryAfter));
        var (code, output, error) = await home.RunAsync("faucet", Address, "--url", faucet.Address.ToString());
        Assert.Equal((1, ""), (code, output));
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
        Assert.DoesNotContain("--grpc", line, StringComparison.Ordinal);
        Assert.Single(faucet.Received);
    }

    [Theory]
    [InlineData("has no faucet", "faucet", Address, "--network", "mainnet")]
    [InlineData("allora devnet", "faucet", Address, "--network", "local")]
    [InlineData("is not an address", "faucet", "allo1x")]
    [InlineData("--url must be", "faucet", Address, "--url", "ftp://x")]
    [InlineData("--wait must be", "faucet", Address, "--wait", "-1")]
    [InlineData("give an address", "faucet")]
    public async Task Wrong_input_is_refused_before_anything_is_asked(string says, params string[] arguments)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(says, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
