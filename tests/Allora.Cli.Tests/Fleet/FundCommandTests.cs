using Allora.Sdk.Values;

namespace Allora.Cli.Tests.Fleet;

/// <summary>allora fleet fund, one round.</summary>
public sealed class FundCommandTests
{
    private const string File = """
        treasury: bank
        floor: 0.5allo
        target: 1allo
        ceiling: 3allo
        daily_limit: 10allo
        wallets: [WALLET]
        """;

    [Fact]
    public async Task A_wallet_without_coins_gets_the_target_once()
    {
        await using var home = await CliHome.WithChainAsync();
        await home.ImportBankAsync();
        var wallet = (string)(await home.JsonAsync("keys", "new", "poor"))["address"]!;
        await System.IO.File.WriteAllTextAsync(home["fund.yaml"], File.Replace("WALLET", wallet, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] command = ["fleet", "fund", "--config", home["fund.yaml"], "--once", .. home.AtChain];

        var (code, output, error) = await home.RunAsync(command);

        Assert.True(code == 0, error);
        Assert.Contains($"to {wallet}  included", output, StringComparison.Ordinal);
        Assert.Equal(UAllo.FromAllo("1"), home.Chain.Balance(wallet));
        Assert.Equal(0, (await home.RunAsync(command)).Code);
        Assert.Equal(UAllo.FromAllo("1"), home.Chain.Balance(wallet));
    }

    [Fact]
    public async Task All_errors_of_a_file_are_reported_at_once()
    {
        await using var home = CliHome.Empty();
        await System.IO.File.WriteAllTextAsync(home["fund.yaml"], "floor: 5\nsweep_to: x\nwalets: []\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await home.RunAsync("fleet", "fund", "--config", home["fund.yaml"], "--once");
        Assert.Equal(2, code);
        foreach (var says in new[] { "floor must be an amount", "target is missing", "sweep_to must be", "walets is not known: write wallets" })
            Assert.Contains(says, error, StringComparison.Ordinal);
    }
}
