using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests;

/// <summary>The doctor before every illness that issue and operators name, each with its right diagnosis.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_registered_funded_wallet_on_a_healthy_chain_is_well()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        await home.JsonAsync(["register", "--topic", "67", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        var (code, findings) = await DoctorAsync(home, [.. home.AtChain, "--from", "bank", "--topic", "67"]);
        Assert.Equal(0, code);
        Assert.All(findings.Values, static finding => Assert.Equal("ok", finding.Verdict));
        Assert.Equal(["endpoint", "schema", "clock", "upgrade", "events", "gas price", "balance", "dry run", "topic", "window", "registered", "permitted"], findings.Keys);
    }

    [Fact]
    public async Task An_unfunded_wallet_is_told_to_get_funds()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.JsonAsync("keys", "new", "poor");
        var (code, findings) = await DoctorAsync(home, [.. home.AtChain, "--from", "poor", "--topic", "67"]);
        Assert.Equal(1, code);
        Assert.Equal("bad", findings["balance"].Verdict);
        Assert.Contains("has no funds", findings["balance"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unregistered_wallet_is_told_how_to_register()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        var (code, findings) = await DoctorAsync(home, [.. home.AtChain, "--from", "bank", "--topic", "67"]);
        Assert.Equal(0, code);
        Assert.Equal("note", findings["registered"].Verdict);
        Assert.Contains("allora register --topic 67", findings["registered"].Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_that_the_tool_does_not_know_is_a_warning()
    {
        await using var home = await CliHome.WithChainAsync();
        home.Chain.PlanUpgrade(new DevNetUpgradePlan { Name = "v0.18.0", Height = 100_000 });
        var (_, findings) = await DoctorAsync(home, home.AtChain);
        Assert.Equal("warning", findings["upgrade"].Verdict);
        Assert.StartsWith("v0.18.0 at block 100000", findings["upgrade"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_chain_id_is_seen_before_anything_is_signed()
    {
        await using var home = await CliHome.WithChainAsync();
        var (code, findings) = await DoctorAsync(home, [.. home.AtChain, "--chain-id", "allora-mainnet-1"]);
        Assert.Equal(1, code);
        Assert.Contains("serves chain localnet, not allora-mainnet-1", findings["endpoint"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_endpoint_is_named()
    {
        await using var home = CliHome.Empty();
        var (code, findings) = await DoctorAsync(home, ["--network", "local", "--grpc", "http://127.0.0.1:1", "--rpc", "http://127.0.0.1:1"]);
        Assert.Equal(1, code);
        Assert.StartsWith("http://127.0.0.1:1", findings["endpoint"].Detail, StringComparison.Ordinal);
        Assert.Equal("bad", findings["chain"].Verdict);
    }

    [Fact]
    public async Task A_lagging_endpoint_is_told_from_a_good_one()
    {
        await using var home = await CliHome.WithChainAsync(nodes: 2);
        home.Chain.Nodes[1].Lag = 10;
        while (home.Chain.Height < 20)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        var (_, output, _) = await home.RunAsync([
            "doctor", "--output", "json", "--network", "local",
            "--grpc", home.Chain.Nodes[0].Grpc.ToString(), "--grpc", home.Chain.Nodes[1].Grpc.ToString(), "--rpc", home.Chain.Rpc.ToString()]);
        var endpoints = JsonNode.Parse(output)!.AsArray().Where(static finding => (string?)finding!["what"] == "endpoint").ToList();
        Assert.Equal(["ok", "warning"], endpoints.Select(static finding => (string?)finding!["verdict"]));
        Assert.Contains("blocks behind the best", (string?)endpoints[1]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_told()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        var (code, findings) = await DoctorAsync(home, [.. home.AtChain, "--from", "bank", "--topic", "999"]);
        Assert.Equal(1, code);
        Assert.Contains("topic 999 does not exist", findings["topic"].Detail, StringComparison.Ordinal);
    }

    private static async Task<(int Code, Dictionary<string, (string? Verdict, string? Detail, string? Do)> Findings)> DoctorAsync(CliHome home, string[] options)
    {
        var (code, output, error) = await home.RunAsync(["doctor", "--output", "json", .. options]);
        Assert.Equal("", error);
        return (code, JsonNode.Parse(output)!.AsArray().ToDictionary(
            static finding => (string)finding!["what"]!,
            static finding => ((string?)finding!["verdict"], (string?)finding["detail"], (string?)finding["do"])));
    }
}
