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

        Assert.Equal((chainId, grpc, rpc, rest), (network.ChainId, $"{Assert.Single(network.Endpoints).Address}", $"{Assert.Single(network.EventEndpoints).Address}", $"{network.Rest}"));
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

    [Fact]
    public void The_order_of_initializers_means_nothing()
    {
        var one = new AlloraNetwork { ChainId = "a", Endpoints = [First, Second], EventEndpoints = [Events] };
        var other = new AlloraNetwork { EventEndpoints = [Events], Endpoints = [First, Second], ChainId = "a" };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal([First, Second], other.Endpoints);
        Assert.Equal(one, AlloraNetwork.Testnet with
        {
            EventEndpoints = [Events],
            ChainId = "a",
            Endpoints = [First, Second],
            Rest = null,
            Faucet = null,
            GasPriceFloor = GasPrice.Zero,
        });
    }

    public static TheoryData<string, AlloraNetwork> Differing { get; } = new()
    {
        { "chain id", Network with { ChainId = "b" } },
        { "order of endpoints", Network with { Endpoints = [Second, First] } },
        { "number of endpoints", Network with { Endpoints = [First] } },
        { "event endpoints", Network with { EventEndpoints = [] } },
        { "header", Network with { Endpoints = [First with { Headers = new Dictionary<string, string> { ["x"] = "2" } }, Second] } },
        { "proxy's password", Network with { Endpoints = [First, Second with { Proxy = new Uri("http://me:other@proxy.example") }] } },
        { "rest", Network with { Rest = new Uri("http://rest.example") } },
        { "faucet", Network with { Faucet = new Uri("http://faucet.example") } },
        { "denom", Network with { Denom = "other" } },
        { "prefix", Network with { AddressPrefix = "other" } },
        { "floor", Network with { GasPriceFloor = GasPrice.Parse("1") } },
        { "kind", Network with { IsDevNet = true } },
    };

    [Theory]
    [MemberData(nameof(Differing))]
    public void Networks_that_differ_in_anything_are_not_equal(string what, AlloraNetwork other)
    {
        Assert.NotEqual(Network, other);
        Assert.False(other.Equals(null), what);
    }

    [Fact]
    public void Later_changes_of_a_given_list_or_dictionary_have_no_effect()
    {
        var headers = new Dictionary<string, string> { ["x"] = "1" };
        var endpoints = new List<AlloraEndpoint> { new("http://first.example") { Headers = headers } };
        var network = new AlloraNetwork { ChainId = "a", Endpoints = endpoints };

        headers.Clear();
        endpoints.Clear();

        Assert.Equal("1", Assert.Single(network.Endpoints).Headers["X"]);
    }

    [Fact]
    public void A_network_needs_an_endpoint_but_no_event_endpoint()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Network with { Endpoints = [] });
        Assert.Throws<ArgumentOutOfRangeException>(() => Network with { Endpoints = [.. Enumerable.Repeat(First, 65)] });
        Assert.Throws<ArgumentOutOfRangeException>(() => Network with { EventEndpoints = [.. Enumerable.Repeat(First, 65)] });
        Assert.Contains("EventEndpoints", Assert.Throws<InvalidOperationException>(() => (Network with { EventEndpoints = [] }).OverRpc()).Message, StringComparison.Ordinal);
        Assert.Equal(64, (Network with { Endpoints = [.. Enumerable.Repeat(First, 64)] }).Endpoints.Count);
    }

    private static AlloraEndpoint First => new("http://first.example") { Headers = new Dictionary<string, string> { ["x"] = "1" } };

    private static AlloraEndpoint Second => new(new Uri("rest+http://second.example")) { Proxy = new Uri("http://me:secret@proxy.example") };

    private static AlloraEndpoint Events => new("http://rpc.example:26657");

    private static AlloraNetwork Network => new() { ChainId = "a", Endpoints = [First, Second], EventEndpoints = [Events] };
}
