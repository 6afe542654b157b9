using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain;

public class AlloraNetworkTests
{
    [Theory]
    [InlineData("testnet", "allora-testnet-1", "https://allora-grpc.testnet.allora.network/", "https://allora-rpc.testnet.allora.network/", "https://allora-api.testnet.allora.network/", "10")]
    [InlineData("mainnet", "allora-mainnet-1", "https://allora-grpc.mainnet.allora.network/", "https://allora-rpc.mainnet.allora.network/", "https://allora-api.mainnet.allora.network/", "250000000")]
    [InlineData("local", "localnet", "http://localhost:9090/", "http://localhost:26657/", "http://localhost:1317/", "10")]
    public void A_network_has_its_published_endpoints(string name, string chainId, string grpc, string rpc, string rest, string floor)
    {
        var network = AlloraNetwork.FromName(name);

        Assert.Equal((chainId, grpc, rpc, rest), (network.ChainId, $"{network.Grpc}", $"{network.Rpc}", $"{network.Rest}"));
        Assert.Equal(GasPrice.Parse(floor), network.GasPriceFloor);
        Assert.Equal(("uallo", "allo"), (network.Denom, network.AddressPrefix));
        Assert.Same(network, AlloraNetwork.FromName(chainId));
        Assert.Same(network, AlloraNetwork.FromName(name.ToUpperInvariant()));
    }

    [Fact]
    public void Only_the_testnet_has_a_faucet_and_only_the_local_chain_is_for_trying_things()
    {
        AlloraNetwork[] networks = [AlloraNetwork.Testnet, AlloraNetwork.Mainnet, AlloraNetwork.Local];

        Assert.Equal(["https://faucet.testnet.allora.run/api/request", null, null], networks.Select(network => network.Faucet?.ToString()));
        Assert.Equal([false, false, true], networks.Select(network => network.IsDevNet));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var failure = Assert.Throws<ArgumentException>(() => AlloraNetwork.FromName("moonnet"));

        Assert.Contains("testnet, mainnet or local", failure.Message, StringComparison.Ordinal);
    }
}
