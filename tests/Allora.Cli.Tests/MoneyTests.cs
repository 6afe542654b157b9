using Allora.Sdk.Values;

namespace Allora.Cli.Tests;

public sealed class MoneyTests
{
    [Fact]
    public async Task Coins_are_sent_shown_and_exported_and_an_export_goes_on_where_it_ended()
    {
        await using var home = await CliHome.WithChainAsync();
        var bank = await home.ImportBankAsync();
        var other = home.Chain.Accounts[5].Address;
        var before = home.Chain.Balance(other);
        var sent = await home.JsonAsync(["send", other, "1.5allo", "--from", "bank", "--state", home["state"], "--memo", "=1+1", .. home.AtChain]);
        Assert.Equal("Included", (string?)sent["status"]);
        Assert.Equal(before + UAllo.FromAllo("1.5"), home.Chain.Balance(other));
        var shown = await home.JsonAsync(["tx", "show", (string)sent["hash"]!, .. home.AtChain]);
        Assert.Equal("succeeded", (string?)shown["outcome"]);

        string[] export = ["tx", "export", bank, "--csv", home["txs.csv"], "--page-size", "1", .. home.AtChain];
        Assert.Equal(1, (int?)(await home.JsonAsync(export))["written"]);
        await home.JsonAsync(["fund", "5uallo", "--topic", "67", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        // As a killed export leaves it: half a line, which is written again.
        await File.AppendAllTextAsync(home["txs.csv"], "12,torn", TestContext.Current.CancellationToken);
        var resumed = await home.JsonAsync(export);
        Assert.Equal((1, 1), ((int?)resumed["resumed_after"], (int?)resumed["written"]));
        var lines = await File.ReadAllLinesAsync(home["txs.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        Assert.Contains((string)sent["hash"]!, lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",'=1+1", lines[1], StringComparison.Ordinal);
        Assert.Contains("FundTopicRequest", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_spends_nothing()
    {
        await using var home = await CliHome.WithChainAsync();
        var bank = await home.ImportBankAsync();
        var before = home.Chain.Balance(bank);
        var result = await home.JsonAsync(["send", home.Chain.Accounts[5].Address, "1allo", "--dry-run", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.Equal("Simulated", (string?)result["status"]);
        Assert.Equal(before, home.Chain.Balance(bank));
    }

    [Fact]
    public async Task One_prediction_is_submitted_for_an_open_window()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            var (code, output, error) = await home.RunAsync(["submit", "67", "0.0123", "--from", "bank", "--state", home["state"], "--output", "json", .. home.AtChain]);
            // Between two windows there is nothing to submit for, and the message says how to wait for the next one.
            if (code == 2 && error.Contains("no open window", StringComparison.Ordinal))
            {
                await Task.Delay(200, limit.Token);
                continue;
            }

            var status = (string?)System.Text.Json.Nodes.JsonNode.Parse(output)!["status"];
            limit.Token.ThrowIfCancellationRequested();
            // The window that was open may have ended before a busy machine sent anything.
            if (status == "Missed")
                continue;
            Assert.Equal("Included", status);
            break;
        }

        var (refused, _, why) = await home.RunAsync(["submit", "67", "up=", "--from", "bank", "--state", home["state"], .. home.AtChain]);
        Assert.Equal(2, refused);
        Assert.Contains("not a number that the chain accepts", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("send", "allo1nonsense", "1allo")]
    [InlineData("send", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "1")]
    [InlineData("send", "allo15yk64u7zc9g9k2yr2wmzeva5qgwxps6ygp4vw8", "-1allo")]
    [InlineData("tx", "show", "123")]
    public async Task Wrong_input_is_refused_before_anything_is_asked_or_paid(string command, string first, string second)
    {
        await using var home = CliHome.Empty();
        var (code, output, error) = await home.RunAsync(command, first, second, "--network", "local");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("allora: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_are_listed_shown_and_watched()
    {
        await using var home = await CliHome.WithChainAsync();
        Assert.Equal([1, 67], (await home.JsonAsync(["topics", "list", .. home.AtChain])).AsArray().Select(static row => (int)row!["id"]!));
        Assert.Equal("mse", (string?)(await home.JsonAsync(["topics", "show", "67", .. home.AtChain]))["loss"]);
        var (code, output, _) = await home.RunAsync(["topics", "watch", "67", "--count", "2", .. home.AtChain]);
        Assert.Equal(0, code);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("topic 67: worker window", line, StringComparison.Ordinal));
    }
}
