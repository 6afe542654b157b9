using Allora.Sdk.DevNet.Options;

namespace Allora.Cli.Tests;

public sealed class TopicsUpdateTests
{
    [Fact]
    public async Task An_update_shows_what_it_changes_and_keeps_the_rest()
    {
        // Without a window the topic's fields can change at any time.
        await using var home = await CliHome.WithChainAsync(static genesis => genesis with
        {
            Topics = [new GenesisTopic { Id = 7, Multi = true, Labels = ["up", "down"], RequireUnity = false, FirstWindow = 1_000_000 }],
        });
        await home.ImportBankAsync();
        var before = await home.JsonAsync(["topics", "show", "7", .. home.AtChain]);

        var (code, preview, error) = await home.RunAsync(["topics", "update", "7", "--p-norm", "4", "--dry-run", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.True(code == 0, error);
        Assert.Contains("p_norm: 3 -> 4", preview, StringComparison.Ordinal);
        Assert.Contains("Simulated", preview, StringComparison.Ordinal);

        var updated = await home.JsonAsync(["topics", "update", "7", "--metadata", "renamed", "--label", "UP", "--label", "flat", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.Equal("Included", (string?)updated["status"]);
        Assert.Equal(["metadata", "label_whitelist"], updated["changes"]!.AsArray().Select(static one => (string?)one!["field"]));
        var after = await home.JsonAsync(["topics", "show", "7", .. home.AtChain]);
        before["about"] = "renamed";
        before["labels"] = new System.Text.Json.Nodes.JsonArray("up", "flat");
        foreach (var field in (string[])["height", "window", "active", "last_epoch_ended_at"])
            after[field] = before[field]?.DeepClone();
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("--p-norm", "11", "must be between 1 and 10")]
    [InlineData("--p-norm", "0x10", "not a number")]
    [InlineData("--max-labels", "1025", "between 1 and 1024")]
    [InlineData("--metadata", "", "has these values already")]
    public async Task What_the_chain_would_refuse_is_refused_before_it_is_paid(string option, string value, string why)
    {
        await using var home = await CliHome.WithChainAsync(static genesis => genesis with { Topics = [new GenesisTopic { Id = 7, Metadata = "", FirstWindow = 1_000_000 }] });
        var bank = await home.ImportBankAsync();
        var before = home.Chain.Balance(bank);

        var (code, _, error) = await home.RunAsync(["topics", "update", "7", option, value, "--from", "bank", "--state", home["state"], .. home.AtChain]);

        Assert.NotEqual(0, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Equal(before, home.Chain.Balance(bank));
    }
}
