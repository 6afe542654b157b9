namespace Allora.Cli.Tests;

/// <summary>Coins: what an address has, and the question before they leave on mainnet.</summary>
public sealed class BalanceTests
{
    [Fact]
    public async Task A_balance_is_shown_of_a_key_or_an_address()
    {
        await using var home = await CliHome.WithChainAsync();
        var address = await home.ImportBankAsync();
        var of = await home.JsonAsync(["balance", "--from", "bank", .. home.AtChain]);
        Assert.Equal((address, home.Chain.Balance(address).Value.ToString(System.Globalization.CultureInfo.InvariantCulture)), ((string?)of["address"], (string?)of["uallo"]));
        Assert.Equal((string?)of["allo"], (string?)(await home.JsonAsync(["balance", address, .. home.AtChain]))["allo"]);
        var (code, _, error) = await home.RunAsync(["balance", .. home.AtChain]);
        Assert.Equal((2, "allora: no address: give an address, or --from KEY"), (code, error.Trim()));
    }

    [Fact]
    public async Task Send_spends_nothing_on_mainnet_without_a_yes()
    {
        await using var home = await CliHome.WithChainAsync(static genesis => genesis with { ChainId = "allora-mainnet-1" });
        var bank = await home.ImportBankAsync();
        var before = home.Chain.Balance(bank);
        string[] send = ["send", home.Chain.Accounts[1].Address, "1allo", "--from", "bank", "--state", home["state"], "--network", "mainnet", "--grpc", home.Chain.Grpc.ToString(), "--rpc", home.Chain.Rpc.ToString()];
        var (code, _, error) = await home.RunAsync(send);
        Assert.Equal(2, code);
        Assert.Contains("nothing was sent: allora-mainnet-1 is mainnet", error, StringComparison.Ordinal);
        Assert.Equal(before, home.Chain.Balance(bank));
        Assert.Equal("Included", (string?)(await home.JsonAsync([.. send, "--yes"]))["status"]);
        Assert.True(home.Chain.Balance(bank) < before);
    }
}
